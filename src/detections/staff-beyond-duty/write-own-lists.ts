import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { LEAST_OBJECTS } from './write-reference.ts'

/** So much of what is taken at the usual place shows whom the account works with. */
const LEAST_WORK = 5
/** Nearly all of it stands on the list: one more or less may have left. */
const NEARLY_ALL = 0.8
/** Of what others work on, a list of one's own has no more than this. */
const MOST_OF_OTHERS = 0.5
/** A number that is known from a share spreads by its root; fewer by so many of these come about in one case of forty. */
const SPREAD = 2
/** A list of strangers holds as much of an account's work by chance in fewer cases. */
const BY_CHANCE = 0.001

/**
 * `duty_own_list`: sittings away from the usual place, or with another program, whose list is the account's own people. What it takes at its usual
 * place with its usual program shows whom it works with. Either nearly all of these stand on the list; or, where it came with its usual program, as
 * much of the list is known to it from other days as of its usual work, but for chance (`known`, `usually_known`), for who closes a month
 * has only some of his people to look at. In both cases a list of strangers would hold so many of them by chance in few
 * cases. How much of each it would hold is what the sitting holds of what all others at work take (`chance`); to hold so
 * large a share of n is less likely than exp(-n × the divergence of that share from the chance).
 */
export const writeOwnLists = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const usual = (kind: string, value: Sql): Sql =>
    sql`(who, ${value}, day) NOT IN (SELECT who, value, day FROM ${t('duty_habit')} WHERE kind = ${kind} AND odd)`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_own_list')} ENGINE = MergeTree ORDER BY sitting AS
    WITH
      place AS (SELECT sitting, day, ${usual('program', sql`program`)} AS own_program, own_program AND ${usual('place', sql`block`)} AS usual FROM ${t('duty_sitting')}),
      taken AS (
        SELECT r.who AS who, r.sitting AS sitting, r.object AS object, any(p.day) AS day, any(p.own_program) AS own_program, any(p.usual) AS usual
        FROM ${t('duty_read')} AS r INNER JOIN place AS p ON p.sitting = r.sitting WHERE r.taken GROUP BY who, sitting, object),
      thing AS (SELECT who, object, uniqExactIf(day, usual) AS days, anyIf(day, usual) AS a_day FROM taken GROUP BY who, object),
      reader AS (SELECT object, uniqExact(who) AS readers FROM taken GROUP BY object),
      worker AS (SELECT who, countIf(days > 0) AS worked_on, count() AS things FROM thing GROUP BY who),
      list AS (
        SELECT a.who AS who, a.sitting AS sitting, any(a.usual) AS usual, any(a.own_program) AS own_program, count() AS objects, sum(r.readers - 1) AS of_others,
          countIf(h.days > 0) AS held, countIf(h.days > (h.a_day = a.day)) AS known
        FROM taken AS a INNER JOIN reader AS r ON r.object = a.object INNER JOIN thing AS h ON h.who = a.who AND h.object = a.object GROUP BY who, sitting)
    SELECT l.sitting AS sitting, w.worked_on AS worked_on, l.held AS held, l.known / l.objects AS known, u.usually_known AS usually_known,
      (SELECT sum(things) FROM worker) - w.things AS others, l.of_others / greatest(1, others) AS chance, l.held / greatest(1, w.worked_on) AS share
    FROM list AS l INNER JOIN worker AS w ON w.who = l.who
    INNER JOIN (SELECT who, sumIf(known, usual) / greatest(1, sumIf(objects, usual)) AS usually_known FROM list GROUP BY who) AS u ON u.who = l.who
    WHERE NOT l.usual AND l.objects >= ${LEAST_OBJECTS} AND worked_on >= ${LEAST_WORK} AND others > 0 AND chance <= ${MOST_OF_OTHERS}
      AND (
        (share >= ${NEARLY_ALL} AND pow(chance, held) <= ${BY_CHANCE})
        OR (l.own_program AND known > 0 AND l.known + ${SPREAD} * sqrt(l.objects * usually_known) >= l.objects * usually_known AND share > chance
          AND worked_on * (share * log(share / chance) + if(share < 1, (1 - share) * log((1 - share) / (1 - chance)), 0)) >= -log(${BY_CHANCE})))`)
}
