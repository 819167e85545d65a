import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Of addresses that try at a route, so many succeed, before the answers are looked at. */
const PRIOR = 0.01
/** However many ordinary answers a route gave, odd input is odder: of answers to it, so many are larger by chance. */
export const LEAST_CHANCE = 0.01
/** So many requests more are thought to have been answered so, beside what is seen of others. */
export const AS_MANY = 5
/** Of those who take data so, this share gets it by asking for rows of a table by name, and by nothing else. */
const BY_ROWS = 0.8
/** More nats than this are certainty. */
const MOST_NATS = 300
/**
 * Who reads a database bit by bit leaves a series of probes whose answers take two sizes by turns so often; whoever sends
 * such a series in vain, which a tool does only after it believes that it works, so often; and then the route itself has
 * to come in two sizes, as often as it does for ordinary requests.
 */
export const SERIES = { attack: 0.5, inVain: 0.05 }

/**
 * `injection_test`: one row an address and route, whichever of the hosts that serve it answered. How many of its requests (each
 * text once) were answered larger than any ordinary one is weighed twice, all of them together (`by_any`) and those that ask
 * for rows apart (`by_rows`): whoever takes data has tried in vain before, as often as he liked.
 *
 * The chance of a larger answer is never less than what is seen of odd input at the route that asks for no rows: from other
 * addresses, for all together; whoever sent it, for those that ask for rows, whose own part of the chance is less by how much larger than the largest
 * ordinary answer theirs is. A search that finds more for odd words does so for all of them, and lists no more than there is
 * to list. What several addresses asked for by one statement is weighed together as well, for those that were answered so.
 */
export const writeScores = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await writeStatements(scene)
  const own = sql`uniqExactIf(asked, NOT asks)`
  const ownLarger = sql`uniqExactIf(asked, NOT asks AND larger)`
  const elsewhere = sql`(greatest(0, any(others_larger) - ${ownLarger}) + ${LEAST_CHANCE * AS_MANY}) / (greatest(0, any(others) - ${own}) + ${AS_MANY})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injection_test')} ENGINE = MergeTree ORDER BY (ip, method, route) AS
    SELECT i.ip AS ip, i.method AS method, i.route AS route, uniqExact(asked) AS judged, uniqExactIf(asked, larger) AS larger_answers, countIf(series) AS series_requests,
      uniqExactIf(asked, asks) AS rows_asked, uniqExactIf(asked, asks AND larger) AS rows_larger,
      greatest(${LEAST}, ${elsewhere}) AS by_chance, maxIf(thinning, asks AND larger) AS thins, ${rowsByChance(sql`any(others_larger)`, sql`any(others)`)} AS rows_by_chance,
      if(larger_answers = 0, 0, ${factor(sql`judged`, sql`larger_answers`, sql`by_chance`)}) AS by_any,
      if(rows_larger = 0, 0, ${factor(sql`rows_asked`, sql`rows_larger`, sql`rows_by_chance`)}) AS by_rows,
      maxIf(s.nats, asks AND larger) AS by_statement,
      if(rows_larger = 0, by_any, log(${1 - BY_ROWS} * exp(by_any) + ${BY_ROWS} * exp(greatest(by_rows, by_statement)))) AS by_size,
      if(series_requests > 0, log(${SERIES.attack} / (${SERIES.inVain} * max(varying))), 0) AS by_series,
      if(countIf(walk) > 0, ${Math.log(SERIES.attack / SERIES.inVain / LEAST_CHANCE)}, 0) AS by_walk,
      ${posterior(sql`by_size + by_series + by_walk`)} AS posterior
    FROM ${t('injected')} AS i
    LEFT JOIN ${askingForNone(scene)} AS o ON i.method = o.method AND i.route = o.route
    LEFT JOIN ${t('injection_statement')} AS s ON i.method = s.method AND i.route = s.route AND i.statement = s.statement
    WHERE ordinary > 0 AND ok
    GROUP BY ip, method, route`)
}

/** Odd input at a route that asks for no rows, each text once, and how much of it was answered larger than any ordinary request. */
const askingForNone = (scene: Scene): Sql => sql`(
  SELECT method, route, uniqExact(asked) AS others, uniqExactIf(asked, larger) AS others_larger
  FROM ${scene.derived.table('injected')} WHERE ordinary > 0 AND ok AND NOT asks GROUP BY method, route)`

const LEAST = sql`greatest(${LEAST_CHANCE}, 1 / (max(ordinary) + 1))`

/** Of requests that ask for rows, so many are answered so much larger (`thins`) by chance. */
const rowsByChance = (larger: Sql, others: Sql): Sql =>
  sql`if(${larger} = 0, ${LEAST} * thins, greatest(${LEAST} * thins, (${larger} + ${LEAST_CHANCE * AS_MANY}) / (${others} + ${AS_MANY})))`

/**
 * `injection_statement`: statements, numbers aside, by which several addresses asked for rows, and what speaks for them in
 * natural logarithms. Who hides behind many addresses asks by one statement from all of them, and nobody else makes up the
 * same; who sends what a tool made up sends it in vain, as the others do. Which of the statements that were tried at the
 * route it would be nobody knew before.
 */
const writeStatements = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injection_statement')} ENGINE = MergeTree ORDER BY (method, route, statement) AS
    SELECT method, route, statement, ${factor(sql`texts`, sql`larger_answers`, sql`by_chance`)} - log(statements) AS nats
    FROM (
      SELECT i.method AS method, i.route AS route, i.statement AS statement, uniqExact(ip) AS addresses, uniqExact(asked) AS texts, uniqExactIf(asked, larger) AS larger_answers,
        maxIf(thinning, larger) AS thins, ${rowsByChance(sql`any(others_larger)`, sql`any(others)`)} AS by_chance, count() OVER (PARTITION BY method, route) AS statements
      FROM ${t('injected')} AS i LEFT JOIN ${askingForNone(scene)} AS o ON i.method = o.method AND i.route = o.route
      WHERE ordinary > 0 AND ok AND asks GROUP BY method, route, statement)
    WHERE addresses > 1 AND larger_answers > 1`)
}

/** Of the nats that speak for it. */
const posterior = (nats: Sql): Sql => sql`1 / (1 + exp(-(${Math.log(PRIOR / (1 - PRIOR))} + ${nats})))`

/**
 * `injection_hit`: addresses and routes that gave way, by `injection_test` because an address got several files or programs
 * of the system, each with a size of its own, or because its probes were answered after the wait they told by turns.
 */
export const writeSure = (scene: Scene, least: number): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injection_hit')} ENGINE = MergeTree ORDER BY (ip, method, route) AS
    SELECT ip, method, route, max(p) AS posterior FROM (
      SELECT ip, method, route, posterior AS p FROM ${t('injection_test')}
      UNION ALL
      SELECT ip, method, route, ${posterior(factor(sql`sizes`, sql`own_sizes`, sql`chance`))} AS p FROM ${t('own_answer')}
      UNION ALL
      SELECT ip, method, route, ${posterior(sql`nats`)} AS p FROM ${t('waited')})
    GROUP BY ip, method, route HAVING posterior >= ${least}`)
}

/** Natural logarithm of Bayes' factor of a share that is anything (uniform prior) against the chance, for k of n. */
const factor = (n: Sql, k: Sql, chance: Sql): Sql =>
  sql`least(toFloat64(${MOST_NATS}), lgamma(${k} + 1) + lgamma(${n} - ${k} + 1) - lgamma(${n} + 2) - ${k} * log(${chance}) - (${n} - ${k}) * log(1 - ${chance}))`
