import type { AuthAction } from '../../domain/case-config.ts'

/** A message of sshd by its first words. */
export interface SshdRule {
  readonly starts: string
  /**
   * '' for what is noted and decides nothing. 'attempt' for a name that came and was not let in by then: one line an
   * attempt, and the only one where the server takes keys only; else it stands beside an `Accepted` or `Failed`.
   */
  readonly action: AuthAction | 'attempt' | ''
  /** Text after which the account's name begins; null where none is named. */
  readonly user: string | null
  /** Where text of the client's own choice stands: before the address (names) or behind it (reasons). */
  readonly clientText: 'before' | 'behind'
}

/** The first that fits wins. */
export const RULES: readonly SshdRule[] = [
  { starts: 'Accepted ', action: 'logon', user: ' for ', clientText: 'before' },
  { starts: 'Failed ', action: 'logon-failed', user: ' for ', clientText: 'before' },
  { starts: 'Invalid user ', action: 'attempt', user: 'Invalid user ', clientText: 'before' },
  { starts: 'Illegal user ', action: 'attempt', user: 'Illegal user ', clientText: 'before' },
  { starts: 'Disconnected from authenticating user ', action: 'attempt', user: ' user ', clientText: 'before' },
  { starts: 'Disconnected from ', action: '', user: ' user ', clientText: 'before' },
  { starts: 'Connection closed by authenticating user ', action: 'attempt', user: ' user ', clientText: 'before' },
  { starts: 'Connection closed by invalid user ', action: '', user: ' user ', clientText: 'before' },
  { starts: 'Connection reset by authenticating user ', action: 'attempt', user: ' user ', clientText: 'before' },
  { starts: 'Connection reset by invalid user ', action: '', user: ' user ', clientText: 'before' },
  { starts: 'Connection closed by ', action: '', user: null, clientText: 'behind' },
  { starts: 'Connection reset by ', action: '', user: null, clientText: 'behind' },
  { starts: 'Connection from ', action: '', user: null, clientText: 'behind' },
  { starts: 'Received disconnect from ', action: '', user: null, clientText: 'behind' },
  { starts: 'Unable to negotiate with ', action: '', user: null, clientText: 'behind' },
  { starts: 'banner exchange: Connection from ', action: '', user: null, clientText: 'behind' },
  { starts: 'fatal: Timeout before authentication for ', action: '', user: null, clientText: 'behind' },
  { starts: 'Timeout before authentication for ', action: '', user: null, clientText: 'behind' },
  { starts: 'error: maximum authentication attempts exceeded for ', action: '', user: ' for ', clientText: 'before' },
  { starts: 'Bad protocol version identification ', action: '', user: null, clientText: 'before' },
]

export const PROGRAMS = ['sshd', 'sshd-session', 'sshd-auth']
