import { type Sql, sql } from '../../engine/sql.ts'
import { logsField, type Scene, windowDays } from '../scene.ts'

/** So many times what the median account reads is extraordinary. */
export const FACTOR = 10

/** Requests of known readers that name an object. */
export const named = sql`(session != 0 AND object != '')`

/** So many people are the staff of a workplace; of fewer, nobody can be compared with the others. */
const LEAST_STAFF = 10
/** The middle one of them reads ten on three days in ten, as work is done; nobody looks after what is his so often. */
const DAYS_AT_WORK = 0.3
/** What is one person's has one reader or hardly more; what is worked on is read by whoever is there. */
const READERS_AT_WORK = 2

/**
 * `broad_reader`: readers of extraordinarily many things, whosesoever they are: what they read says nothing about owners. In a
 * log of a workplace all are such, for the middle of them is no ordinary reach: who reads there is none of the accounts that
 * are read, which are ten times as many as who read them; where the things are no accounts, ten people or more read ten of
 * them or more, the middle one so many on three days in ten, and each thing has two readers or more.
 */
export const writeBroadReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const reader = sql`${t('route_reader')} WHERE NOT anonymous AND objects > 0`
  const read = sql`(SELECT who, sum(objects) AS n FROM ${reader} GROUP BY who)`
  const account = sql`(SELECT arrayJoin(things) AS account FROM ${reader} AND subject = 'account')`
  const isWorkplace = (await worksOnThings(scene, reader))
    ? sql`true`
    : sql`((SELECT countIf(subject != 'account') = 0 FROM ${reader}) AND (SELECT uniqExact(account) FROM ${account}) >= ${FACTOR} * (SELECT count() FROM ${read})
        AND (SELECT count() FROM ${read} WHERE who IN ${account}) = 0)`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('broad_reader')} ENGINE = MergeTree ORDER BY who AS
    WITH ${isWorkplace} AS is_workplace
    SELECT who FROM ${read} WHERE n >= if(is_workplace, ${FACTOR}, ${FACTOR} * (SELECT quantileExact(0.5)(n) FROM ${read}))`)
}

/** Whether accounts work on things that are no accounts, such as patients by their number. Things are only counted where most read many. */
const worksOnThings = async (scene: Scene, reader: Sql): Promise<boolean> => {
  if (!logsField(scene, 'principal')) return false
  const widest = sql`(SELECT who, max(objects) AS n, sum(reads) AS reads FROM ${reader} GROUP BY who)`
  const { staff, works } = await scene.engine.row<{ staff: string; works: boolean }>(sql`
    WITH ${windowDays(scene)} AS days
    SELECT countIf(n >= ${FACTOR}) AS staff, quantileExact(0.5)(n) >= ${FACTOR} AND quantileExact(0.5)(w.reads) >= ${FACTOR * DAYS_AT_WORK} * days AS works FROM ${widest} AS w`)
  if (Number(staff) < LEAST_STAFF || !works) return false
  const row = await scene.engine.row<{ is: boolean }>(sql`
    WITH (SELECT count() FROM ${widest}) AS readers
    SELECT uniqExact(thing) >= ${FACTOR} * readers AND sum(n) >= ${READERS_AT_WORK} * count() AND countIf(thing IN (SELECT who FROM ${widest})) = 0 AS is
    FROM (SELECT method, route, arrayJoin(things) AS thing, count() AS n FROM ${reader} GROUP BY method, route, thing)`)
  return Boolean(row.is)
}
