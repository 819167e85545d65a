import type { CredentialCandidate } from '../../sources/source-kind.ts'
import type { PlannedGroup } from './group-files.ts'

/**
 * Requests and issuance must name the credential by the same value. Among the fields that may hold it, and hold neither
 * the account nor the device, those whose sampled values occur in both kinds of log are taken, well-named ones first; a
 * declared field always stays.
 */
export const chooseCredentials = (groups: readonly PlannedGroup[]): readonly PlannedGroup[] => {
  const values = (auth: boolean): ReadonlySet<string> =>
    new Set(
      groups
        .filter(({ plan }) => (plan.log === 'access') !== auth)
        .flatMap((group) => candidatesOf(group).flatMap((field) => field.values.map(bare))),
    )
  const issued = values(true)
  const used = values(false)
  return groups.map((group) => {
    if (group.plan.fields.credential?.how === 'declared') return group
    const other = group.plan.log === 'access' ? issued : used
    const ranked = candidatesOf(group)
      .map((field) => ({ field, shared: field.values.filter((value) => other.has(bare(value))).length }))
      .filter(({ shared }) => shared > 0)
      .sort(
        (a, b) =>
          Number(b.field.named) - Number(a.field.named) ||
          b.shared - a.shared ||
          (a.field.from < b.field.from ? -1 : 1),
      )
    const [best] = ranked
    if (best === undefined || best.field.from === group.plan.fields.credential?.from) return group
    const credential = { from: best.field.from, how: 'recognised' } as const
    return { ...group, plan: { ...group.plan, fields: { ...group.plan.fields, credential } } }
  })
}

const candidatesOf = ({ recognition, plan }: PlannedGroup): readonly CredentialCandidate[] => {
  const others = [plan.fields.principal, plan.fields.device, plan.fields.src_ip, plan.fields.user_agent].map(
    (field) => field?.from,
  )
  return recognition.credentialCandidates.filter(({ from }) => !others.includes(from))
}

const bare = (value: string): string => value.replace(/^bearer\s+/i, '')
