import { sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { dayOf, type Scene } from '../scene.ts'
import { FEW } from './duty-limits.ts'
import { named } from './readers.ts'

/** Who has read nothing for so long has stood up. */
const PAUSE_SECONDS = 1800
/** Of fewer things nobody shows whom he works with; of more, the chance tells how much they show. */
const LEAST_WORK = 3
/** Nearly all of what he works on stands on the list: a pupil more or less may have left. */
const NEARLY_ALL = 0.8
/** Of what others work on, a list of one's own has no more than this. */
const MOST_OF_OTHERS = 0.5
/** Who works with the things of others reads so many more than `FEW` of them on two days at least, beside his widest sitting… */
const DAYS_AT_WORK = 2
/** …as so many others do, or nobody can say that it is work. */
const COLLEAGUES = 3
/** A list of strangers holds as many of the things of its reader's desk by chance in fewer cases. */
const BY_CHANCE = 0.001

/**
 * `own_sitting`: what wide readers read of others, by sittings. `own_list`: wide readers whose widest sitting holds nearly all that they read of others in their sittings at work. A sitting
 * is of one address, without a longer pause. It is at work at a desk, a network from which two others at least, and half of all
 * who come from there, read what is another's; or where its account reads things of others on other days too, as
 * colleagues do. How much a list of strangers would hold of it by chance is what the sitting holds of what all others
 * read of others.
 */
export const writeOwnLists = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('own_sitting')} ENGINE = MergeTree ORDER BY who AS
    SELECT r.who AS who, r.sitting AS sitting, any(r.block) AS block, any(r.day) AS day, groupUniqArray(r.thing) AS things,
      row_number() OVER (PARTITION BY who ORDER BY length(things) DESC, sitting) = 1 AS is_widest
    FROM (
      SELECT who, ${dayOf(scene, sql`at`)} AS day, ${blockOf(sql`ip`)} AS block, if(account != '', account, object) AS thing, sum(stood_up) OVER (PARTITION BY who ORDER BY at, file, line) AS sitting
      FROM (
        SELECT *, lagInFrame(ip, 1, '') OVER w != ip OR dateDiff('second', lagInFrame(at, 1, at) OVER w, at) > ${PAUSE_SECONDS} AS stood_up
        FROM ${t('personal_access')} WHERE ${named} AND ok AND who IN (SELECT who FROM ${t('wide_reader')})
        WINDOW w AS (PARTITION BY who ORDER BY at, file, line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))) AS r
    INNER JOIN (SELECT who, thing FROM ${t('wide_thing')} WHERE is_foreign) AS f ON f.who = r.who AND f.thing = r.thing
    GROUP BY who, sitting`)
  const sitting = t('own_sitting')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('own_list')} ENGINE = MergeTree ORDER BY who AS
    WITH
      desk AS (
        SELECT p.block AS block, groupArrayIf(p.who, f.foreign_objects >= ${FEW}) AS workers, count() AS people
        FROM (
          SELECT DISTINCT ${blockOf(sql`ip`)} AS block, who FROM ${t('personal_access')}
          WHERE ${named} AND ok AND block IN (SELECT block FROM ${sitting} WHERE NOT is_widest)) AS p
        INNER JOIN ${t('reach')} AS f ON f.who = p.who GROUP BY block),
      worker AS (
        SELECT who FROM (
          SELECT who, day, length(arrayDistinct(arrayFlatten(groupArray(things)))) AS things FROM ${sitting} WHERE NOT is_widest GROUP BY who, day)
        GROUP BY who HAVING countIf(things >= ${FEW}) >= ${DAYS_AT_WORK}),
      (SELECT count() FROM worker) > ${COLLEAGUES} AS have_colleagues,
      list AS (
        SELECT s.who AS who, groupArrayIf(s.things, s.is_widest)[1] AS widest,
          arrayDistinct(arrayFlatten(groupArrayIf(s.things, NOT s.is_widest AND ((have_colleagues AND s.who IN (SELECT who FROM worker)) OR (length(d.workers) > 2 AND 2 * length(d.workers) >= d.people AND has(d.workers, s.who)))))) AS worked_on,
          arrayCount(thing -> has(widest, thing), worked_on) AS held
        FROM ${sitting} AS s LEFT JOIN desk AS d ON d.block = s.block
        GROUP BY who HAVING length(worked_on) >= ${LEAST_WORK} AND held >= ${NEARLY_ALL} * length(worked_on)),
      of_others AS (SELECT object, who FROM ${t('object_reader')} WHERE is_foreign)
    SELECT l.who AS who, length(l.worked_on) AS worked_on, l.held AS held,
      (SELECT count() FROM of_others) - any(own.n) AS others, countIf(o.who != l.who) / greatest(1, others) AS chance
    FROM (SELECT *, arrayJoin(widest) AS thing FROM list) AS l INNER JOIN of_others AS o ON o.object = l.thing
    LEFT JOIN (SELECT who, count() AS n FROM of_others GROUP BY who) AS own ON own.who = l.who
    GROUP BY who, worked_on, held HAVING others > 0 AND chance <= ${MOST_OF_OTHERS} AND pow(chance, held) <= ${BY_CHANCE}`)
}
