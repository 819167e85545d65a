import type { Engine } from '../../src/engine/engine.ts'
import { type Sql, sql } from '../../src/engine/sql.ts'
import type { Expr } from '../../src/sigma/detection/expr.ts'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import type { SigmaEvent } from '../../src/sigma/interpret/event.ts'
import { predicate } from '../../src/sigma/sql/predicate.ts'
import { prepare } from '../../src/sigma/sql/prepare.ts'
import { commonRules, type PlanRow, planSql, type ScanRow, scanSql } from '../../src/sigma/sql/scan.ts'
import { type EventSource, mapSource } from '../../src/sigma/sql/source.ts'
import { randomEvent, randomRules } from './random-pairs.ts'
import { Random } from './random.ts'

export interface Differences {
  readonly pairs: number
  readonly matches: number
  /** The first few pairs on which the interpreter and the engine do not agree. */
  readonly differences: readonly string[]
}

export interface Budget {
  readonly seed: number
  readonly batches: number
  readonly rules: number
  readonly events: number
}

/** Runs random rules over random events twice, in the engine and row by row here, and compares every answer. */
export const findDifferences = async (engine: Engine, budget: Budget): Promise<Differences> => {
  const random = new Random(budget.seed)
  let pairs = 0
  let matches = 0
  const differences: string[] = []
  for (let batch = 0; batch < budget.batches; batch++) {
    const zone = random.pick(['UTC', 'Asia/Seoul', 'America/New_York', '+09:00', '-03:30'])
    const { rules, texts } = randomRules(random, budget.rules)
    const events = Array.from({ length: budget.events }, () => randomEvent(random, texts))
    const isScanned = batch % 4 === 0
    const scanned = isScanned ? await scanCounts(engine, rules, mapSource(eventsSql(events), zone)) : []
    const answers = await askEngine(engine, rules, events, zone, batch % 2 === 1)
    const counts = rules.map(() => 0)
    for (const [i, event] of events.entries()) {
      for (const [j, rule] of rules.entries()) {
        const expected = evaluate(rule, event, zone)
        pairs++
        if (expected) {
          matches++
          counts[j] = (counts[j] ?? 0) + 1
        }
        if ((answers[i]?.[j] === '1') !== expected && differences.length < 10)
          differences.push(describe(rule, event, expected, predicate(rule, mapSource(sql`event`, zone))))
      }
    }
    for (const [j, count] of counts.entries())
      if (isScanned && scanned[j] !== count && differences.length < 10)
        differences.push(`scan finds ${scanned[j]}, interpreter ${count}: ${showRule(rules[j])}`)
  }
  return { pairs, matches, differences }
}

/** The same rules in one scan behind its prefilter: matches of each. */
const scanCounts = async (engine: Engine, rules: readonly Expr[], source: EventSource): Promise<readonly number[]> => {
  const asking = rules.map((expr) => ({ expr }))
  const plan = await engine.row<PlanRow>(planSql(asking, source))
  const rows = await engine.rows<ScanRow>(scanSql(asking, source, commonRules(plan)))
  return rules.map((_, i) => Number(rows.find(({ rule }) => rule === i)?.matches ?? 0))
}

const showRule = (rule: Expr | undefined): string =>
  JSON.stringify(rule, (key, value: unknown) =>
    key === 'place' ? undefined : typeof value === 'bigint' ? value.toString() : value,
  )

const describe = (rule: Expr, event: SigmaEvent, expected: boolean, compiled: Sql): string => {
  const fields = [...event.fields].map(
    ([name, bytes]) => `${name}=${bytes === null ? 'null' : Buffer.from(bytes).toString('hex')}`,
  )
  return `interpreter says ${expected}: ${showRule(rule)}\n  event=${Buffer.from(event.event).toString('hex')} ${fields.join(' ')}\n  ${compiled.text} ${JSON.stringify(compiled.params, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}`
}

/** One character per rule and event, `0` or `1`. */
const askEngine = async (
  engine: Engine,
  rules: readonly Expr[],
  events: readonly SigmaEvent[],
  zone: string,
  prepared: boolean,
): Promise<readonly string[]> => {
  const plain = mapSource(eventsSql(events), zone)
  const source = prepared ? prepare(plain, rules) : plain
  const answers: Sql = rules.reduce<Sql>((text, rule) => sql`${text}, toString(${predicate(rule, source)})`, sql`''`)
  const rows = await engine.rows<{ answers: string }>(
    sql`SELECT concat(${answers}) AS answers FROM ${source.from} ORDER BY number`,
  )
  return rows.map((row) => row.answers)
}

/** Events as a table expression of the documented shape; bytes travel as hexadecimal. */
export const eventsSql = (events: readonly SigmaEvent[], times: readonly bigint[] = []): Sql => {
  const lines = events.map(({ fields, event }, i) => {
    const pairs = [...fields].flatMap(([name, bytes]) => [
      Buffer.from(name).toString('hex'),
      bytes === null ? 'N' : `V${Buffer.from(bytes).toString('hex')}`,
    ])
    return [times[i] ?? BigInt(i), Buffer.from(event).toString('hex'), ...pairs].join(',')
  })
  return sql`(SELECT arrayJoin(arrayEnumerate(${lines}) AS numbers) AS number, splitByChar(',', ${lines}[number]) AS cells,
    toInt64(cells[1]) AS time, unhex(cells[2]) AS event,
    arrayMap(i -> unhex(cells[2 * i + 1]), range(1, intDiv(length(cells), 2))) AS names,
    arrayMap(i -> if(cells[2 * i + 2] = 'N', NULL, unhex(substring(cells[2 * i + 2], 2))), range(1, intDiv(length(cells), 2))) AS texts,
    CAST((names, texts), 'Map(String, Nullable(String))') AS fields)`
}
