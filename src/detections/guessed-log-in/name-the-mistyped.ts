import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Somebody who mistypes and then gets in does so within so many seconds… */
const SOON = 600
/** …and after so many tries at most; what else was refused before is not his. */
const MOST = 3

/**
 * Logs that do not say who was refused: the last refusals before a log-in from the same address with the same program
 * are those of whoever got in then. Else one person who mistypes three times in a month is three whom nobody let in.
 */
export const nameTheMistyped = async (scene: Scene): Promise<void> => {
  const tries = scene.derived.table('log_in_try')
  const { nameless } = await scene.engine.row<{ nameless: string }>(
    sql`SELECT countIf(NOT named AND NOT ok) AS nameless FROM ${tries}`,
  )
  if (nameless === '0') return
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${tries} ENGINE = MergeTree ORDER BY (who, at) AS
    WITH refused AS (SELECT * FROM ${tries} WHERE NOT named AND NOT ok),
    followed AS (
      SELECT r.at AS at, r.named AS named, r.who AS who, r.place AS place, r.block AS block, r.agent AS agent, r.ok AS ok,
        o.named AS then_named, o.who AS then_who, dateDiff('second', r.at, o.at) <= ${SOON} AND o.who != '' AS soon,
        row_number() OVER (PARTITION BY r.place, r.agent, o.at ORDER BY r.at DESC, r.who) AS before
      FROM refused AS r ASOF LEFT JOIN (SELECT at, place, agent, named, who FROM ${tries} WHERE ok) AS o
        ON r.place = o.place AND r.agent = o.agent AND r.at <= o.at)
    SELECT at, named, who, place, block, agent, ok FROM ${tries} WHERE named OR ok
    UNION ALL
    SELECT at, if(own, then_named, named) AS named, if(own, then_who, who) AS who, place, block, agent, ok
    FROM (SELECT *, soon AND before <= ${MOST} AS own FROM followed)`)
}
