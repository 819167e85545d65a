import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { beyond } from './beyond.ts'

/** Fewer objects are no bulk, whatever their pace. */
export const LEAST_OBJECTS = 10
/** What one in so many days of others would bring, by how their largest days are spread, is unheard of. */
const UNHEARD = 1000

/**
 * `duty_reference`: per sitting the pace and the day's volume that it is compared with: the middle of the account's own
 * before, and what all but a fifth of the others with its job reach on all but one day in ten; and how long all but a fifth
 * of all others are silent at most; `unheard`: see `unheardOf`; `fastest`: the pace of the fastest sitting of the others with its job. What was found beyond duty is left out of both. `silent_until`: the end of the account's own longest silence.
 */
export const writeReference = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const before = sql`ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_reference')} ENGINE = MergeTree ORDER BY sitting AS
    WITH
      sitting AS (
        SELECT who, job, sitting, begin, day, objects, pace, sitting NOT IN ${beyond(scene)} AS teaches,
          quantileExactIf(0.5)(pace, objects >= ${LEAST_OBJECTS} AND teaches) OVER (PARTITION BY who ORDER BY begin, sitting ${before}) AS own_pace,
          dateDiff('second', lagInFrame(end, 1, begin) OVER (PARTITION BY who ORDER BY begin, sitting ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), begin) AS silence
        FROM ${t('duty_sitting')}),
      volume AS (
        SELECT who, day, objects, quantileExactIf(0.5)(objects, objects > 0) OVER (PARTITION BY who ORDER BY day ${before}) AS own_volume
        FROM (SELECT who, day, toFloat64(sumIf(objects, teaches)) AS objects FROM sitting GROUP BY who, day)),
      account AS (
        SELECT s.who AS who, any(s.job) AS job, ifNotFinite(quantileExactIf(0.9)(s.pace, s.objects >= ${LEAST_OBJECTS} AND s.teaches), 0) AS high_pace, maxIf(s.pace, s.objects >= ${LEAST_OBJECTS} AND s.teaches) AS top_pace,
          any(v.high_volume) AS high_volume, any(v.peak) AS peak, toFloat64(max(s.silence)) AS silence, argMax(s.begin, (s.silence, s.begin)) AS silent_until
        FROM sitting AS s INNER JOIN (SELECT who, ifNotFinite(quantileExactIf(0.9)(objects, objects > 0), 0) AS high_volume, max(objects) AS peak FROM volume GROUP BY who) AS v ON v.who = s.who
        GROUP BY who),
      compared AS (
        SELECT a.who AS who, a.silence AS silence, a.silent_until AS silent_until, ${ofOthers('2', sql`j.accounts`)} AS others_pace, ${ofOthers('3', sql`j.accounts`)} AS others_volume,
          ${ofOthers('2', sql`(SELECT groupArray((who, silence)) FROM account)`)} AS others_silence, ${unheardOf(sql`arraySort(arrayFilter(n -> n > 0, arrayMap(one -> one.4, arrayFilter(one -> one.1 != a.who, j.accounts))))`)} AS unheard,
          arrayMax(arrayPushBack(arrayMap(one -> one.5, arrayFilter(one -> one.1 != a.who, j.accounts)), 0)) AS fastest
        FROM account AS a
        INNER JOIN (
          SELECT p.job AS job, groupArray((o.who, o.high_pace, o.high_volume, o.peak, o.top_pace)) AS accounts FROM account AS o INNER JOIN ${t('duty_peer')} AS p ON p.peer = o.job GROUP BY job) AS j
          ON j.job = a.job)
    SELECT s.sitting AS sitting, greatest(ifNotFinite(s.own_pace, 0), c.others_pace) AS pace, greatest(ifNotFinite(v.own_volume, 0), c.others_volume) AS volume,
      c.unheard AS unheard, c.fastest AS fastest, c.silence AS silence, c.silent_until AS silent_until, c.others_silence AS others_silence
    FROM sitting AS s INNER JOIN compared AS c ON c.who = s.who INNER JOIN volume AS v ON v.who = s.who AND v.day = s.day`)
}

/**
 * From which number on a day's volume is unheard of, given the largest days of the others in ascending order: the upper
 * half of these is taken for a Pareto tail above its least, whose index is not known better than so many accounts tell
 * (Bayes, the prior flat in its logarithm: of k accounts with logarithms over the least that sum to S, the next one above
 * it is beyond e with probability (1 + e/S)^-k). Infinite where they are too few to say.
 */
const unheardOf = (peaks: Sql): Sql => sql`arrayMap(peaks -> arrayMap(upper ->
    if(empty(upper), inf, upper[1] * exp(arraySum(n -> log((n + 1) / upper[1]), upper) * (pow(${UNHEARD} * length(upper) / length(peaks), 1 / length(upper)) - 1))),
    [arraySlice(peaks, intDiv(length(peaks), 2) + 1)])[1], [${peaks}])[1]`

/** Four fifths of what `accounts`, the account itself left out, have in this place of their tuple; 0 where there is nobody. */
const ofOthers = (place: string, accounts: Sql): Sql =>
  sql`ifNotFinite(arrayReduce('quantileExact(0.8)', arrayMap(one -> one.${{ text: place, params: {} }}, arrayFilter(one -> one.1 != a.who, ${accounts}))), 0)`
