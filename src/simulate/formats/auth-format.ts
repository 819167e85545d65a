import type { AuthAction, SourceConfig } from '../../domain/case-config.ts'
import type { AuthEvent } from '../events.ts'

/** How the log-in service writes its log. */
export interface AuthFormat {
  readonly config: Pick<SourceConfig, 'kind' | 'fields' | 'actions'>
  /** Whether the log-in record itself names the credential; such a log has no record of its own for issuance. */
  readonly issuesAtLogon: boolean
  line(event: AuthEvent): string
}

/** Word of this log for each action. */
export type AuthWords = Readonly<Record<AuthAction, string>>

export const actionsOf = (words: AuthWords, issuesAtLogon: boolean): SourceConfig['actions'] => ({
  ...(issuesAtLogon ? {} : { issue: [words.issue] }),
  refresh: [words.refresh],
  revoke: [words.revoke],
  logon: [words.logon],
  'logon-failed': [words['logon-failed']],
})
