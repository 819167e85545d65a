import type { Column } from './flatten.ts'
import { nameOf } from './json-path.ts'

/** What a request was asked with: an account there is the object. A body may be the whole record's, unless it is a request's. */
const ARGUMENTS = /^(?:(?:http|request|req|url|path|route|query)_?)?(?:query|queries|args|arguments|params?|parameters|variables|form|input)$/i // biome-ignore format: one pattern
const isArgument = ({ path }: Column): boolean =>
  path
    .slice(0, -1)
    .some(
      (step, i) =>
        typeof step === 'string' &&
        (ARGUMENTS.test(step) || (/^body$/i.test(step) && /^req(?:uest)?$/i.test(nameOf(path[i - 1])))),
    )

/** Names of accounts without those that only say what was asked for, where the record says who asked, too. */
export const ofAsking = (ranked: readonly Column[]): readonly Column[] => {
  const asking = ranked.filter((column) => !isArgument(column))
  return asking.length > 0 ? asking : ranked
}

/** What those are called who use a program, rather than those whom it keeps. */
const USES =
  /(?:^|_)(?:user|usr|user_?name|login|operator|staff|employee|emp|admin|clerk|teller|doctor|physician|nurse|teacher|counsel(?:l)?or|(?<!user_)agent_(?:id|no|name)|actor|sub|subject|principal|upn|(?:performed|handled)_by)(?:_|$)/
const STAYS_AT = { pairs: 50, changes: 0.1, times: 3, users: 8 }

/**
 * Who uses the program, where the best-named account may be whom he looks at (`user` beside `patient_id`): from one address
 * requests follow each other by one user, while what he looks at changes. Of people behind an application, who are the
 * finer name as well, each stays at his address.
 */
export const usesProgram = (best: Column, accounts: readonly Column[], address: Column | undefined): Column => {
  if (address === undefined || USES.test(best.words)) return best
  const user = accounts.find(
    (column) => column !== address && USES.test(column.words) && new Set(column.values).size >= STAYS_AT.users,
  )
  if (user === undefined) return best
  const [looked, used, from] = [best, user, address].map(({ records, values }) => new Map(records.map((record, i) => [record, values[i]]))) // biome-ignore format: one call
  const before = new Map<string | undefined, number>()
  let [pairs, others, users] = [0, 0, 0]
  for (const record of user.records) {
    const ip = from?.get(record)
    const last = before.get(ip)
    if (ip === undefined || looked?.has(record) !== true) continue
    before.set(ip, record)
    if (last === undefined) continue
    pairs += 1
    others += Number(looked.get(last) !== looked.get(record))
    users += Number(used?.get(last) !== used?.get(record))
  }
  const isLookedAt = pairs >= STAYS_AT.pairs && others >= STAYS_AT.changes * pairs && others >= STAYS_AT.times * users
  return isLookedAt ? user : best
}
