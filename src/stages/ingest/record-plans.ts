import type { SourcePlan } from '../../domain/source-plan.ts'
import type { Case } from '../../store/case.ts'
import type { Json } from '../../store/case-store.ts'
import type { PlannedGroup } from './group-files.ts'

/** One plan a source; a name that is taken by another way of reading gets a number. Answers the plan of every file. */
export const recordPlans = (theCase: Case, groups: readonly PlannedGroup[]): ReadonlyMap<number, SourcePlan> => {
  const byName = new Map(theCase.store.list('plan').map(({ key, body }) => [key, body as unknown as SourcePlan]))
  const plans = new Map<number, SourcePlan>()
  for (const { files, plan } of groups) {
    let name = plan.name
    for (let n = 2; !fits(byName.get(name), plan); n++) name = `${plan.name} (${n})`
    const kept = byName.get(name) ?? { ...plan, name }
    byName.set(name, kept)
    for (const file of files) plans.set(file.number, kept)
  }
  theCase.store.transaction(() => {
    for (const [name, plan] of byName) theCase.store.put('plan', name, plan as unknown as Json)
  })
  return plans
}

/** A sample may show fewer fields than an earlier one did; the way of reading is what must be equal. */
const fits = (known: SourcePlan | undefined, plan: SourcePlan): boolean =>
  known === undefined ||
  (known.kind === plan.kind &&
    known.format === plan.format &&
    known.zone === plan.zone &&
    known.host === plan.host &&
    known.log === plan.log &&
    known.proxies === plan.proxies &&
    Object.entries(plan.fields).every(
      ([field, origin]) => known.fields[field as keyof SourcePlan['fields']]?.from === origin.from,
    ))
