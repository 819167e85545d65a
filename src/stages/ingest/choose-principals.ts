import type { SourcePlan } from '../../domain/source-plan.ts'
import { SOURCES } from '../../sources/index.ts'
import type { Case } from '../../store/case.ts'
import type { PlannedGroup } from './group-files.ts'
import { sampleLines } from './sample-lines.ts'

/**
 * A log-in service knows people by several names: the number that its tokens carry, the name they type, an address of
 * mail. Requests show one of them. Of an authentication log that name is the account which the requests
 * show for most of its sampled records; where none is shared, the best-named stays, and a declared one always does.
 */
export const choosePrincipals = async (
  theCase: Case,
  groups: readonly PlannedGroup[],
): Promise<readonly PlannedGroup[]> => {
  const choosers = groups.filter((group) => group.plan.log === 'auth' && namesIn(group).length > 1)
  const requests = groups.filter(({ plan }) => plan.log !== 'auth')
  if (choosers.length === 0 || requests.length === 0) return groups
  const known = new Set<string>()
  for (const group of requests)
    for (const name of accountsOf(group.plan, await linesOf(theCase, group))) known.add(name)
  if (known.size === 0) return groups
  const chosen = new Map<PlannedGroup, PlannedGroup>()
  for (const group of choosers) {
    const lines = await linesOf(theCase, group)
    const ranked = namesIn(group)
      .map((from) => named(group, from))
      .map((one) => ({ one, shared: accountsOf(one.plan, lines).filter((name) => known.has(name)).length }))
    const best = ranked.reduce((most, next) => (next.shared > most.shared ? next : most))
    if (best.shared > 0) chosen.set(group, best.one)
  }
  return groups.map((group) => chosen.get(group) ?? group)
}

/** Every name that a record of the group may give the account, the one of the plan first. */
const namesIn = ({ plan, recognition }: PlannedGroup): readonly string[] => {
  const { principal } = plan.fields
  if (principal === undefined || principal.how === 'declared') return []
  const places = principal.from.split(' | ')
  const orders = places.map((place) => [place, ...places.filter((other) => other !== place)].join(' | '))
  return [...new Set([...orders, ...(recognition.principalCandidates ?? [])])]
}

const named = (group: PlannedGroup, from: string): PlannedGroup => ({
  ...group,
  plan: { ...group.plan, fields: { ...group.plan.fields, principal: { from, how: 'recognised' } } },
})

/** The account of each line that names one, as the plan reads it. */
const accountsOf = (plan: SourcePlan, lines: readonly string[]): readonly string[] => {
  const kind = SOURCES.find(({ id }) => id === plan.kind)
  return lines
    .map((line) => kind?.read(Buffer.from(line).toString('latin1'), plan).event?.principal ?? '')
    .filter((name) => name !== '')
}

const linesOf = async (theCase: Case, { files }: PlannedGroup): Promise<readonly string[]> => {
  const [first] = files
  return first === undefined ? [] : sampleLines(theCase, first)
}
