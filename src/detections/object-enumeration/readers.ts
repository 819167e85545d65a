import { sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** So many times what the median account reads is extraordinary. */
export const FACTOR = 10

/** Requests of known readers that name an object. */
export const named = sql`(session != 0 AND object != '')`

/**
 * `broad_reader`: readers of extraordinarily many things, whosesoever they are: what they read says nothing about owners. In a
 * log of a workplace all are such, for the middle of them is no ordinary reach: who reads there is none of the accounts that
 * are read, which are ten times as many as who read them.
 */
export const writeBroadReaders = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const reader = sql`${t('route_reader')} WHERE NOT anonymous AND objects > 0`
  const read = sql`(SELECT who, sum(objects) AS n FROM ${reader} GROUP BY who)`
  const account = sql`(SELECT arrayJoin(things) AS account FROM ${reader} AND subject = 'account')`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('broad_reader')} ENGINE = MergeTree ORDER BY who AS
    WITH (
      (SELECT countIf(subject != 'account') = 0 FROM ${reader}) AND (SELECT uniqExact(account) FROM ${account}) >= ${FACTOR} * (SELECT count() FROM ${read})
        AND (SELECT count() FROM ${read} WHERE who IN ${account}) = 0) AS is_workplace
    SELECT who FROM ${read} WHERE n >= if(is_workplace, ${FACTOR}, ${FACTOR} * (SELECT quantileExact(0.5)(n) FROM ${read}))`)
}
