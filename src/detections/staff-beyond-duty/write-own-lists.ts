import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { LEAST_OBJECTS } from './write-reference.ts'

/** So much of what is taken at the usual place shows whom the account works with. */
const LEAST_WORK = 5
/** Nearly all of it stands on the list: one more or less may have left. */
const NEARLY_ALL = 0.8
/** Of what others work on, a list of one's own has no more than this. */
const MOST_OF_OTHERS = 0.5
/** A list of strangers holds as much of an account's work by chance in fewer cases. */
const BY_CHANCE = 0.001

/**
 * `duty_own_list`: sittings at another place or with another program that hold nearly all that the account takes at its usual
 * place with its usual program. How much of that a list of strangers would hold is what the sitting holds of what all others
 * at work take (`chance`).
 */
export const writeOwnLists = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const usual = (kind: string, value: Sql): Sql =>
    sql`(who, ${value}, day) NOT IN (SELECT who, value, day FROM ${t('duty_habit')} WHERE kind = ${kind} AND odd)`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_own_list')} ENGINE = MergeTree ORDER BY sitting AS
    WITH
      usual AS (SELECT sitting FROM ${t('duty_sitting')} WHERE ${usual('place', sql`block`)} AND ${usual('program', sql`program`)}),
      taken AS (SELECT who, sitting, object FROM ${t('duty_read')} WHERE taken GROUP BY who, sitting, object),
      reader AS (SELECT object, uniqExact(who) AS readers FROM taken GROUP BY object),
      worker AS (SELECT who, groupUniqArrayIf(object, sitting IN usual) AS worked_on, uniqExact(object) AS things FROM taken GROUP BY who),
      list AS (
        SELECT who, sitting, count() AS objects, sum(r.readers - 1) AS of_others
        FROM (SELECT * FROM taken WHERE sitting NOT IN usual) AS a INNER JOIN reader AS r ON r.object = a.object
        GROUP BY who, sitting HAVING objects >= ${LEAST_OBJECTS})
    SELECT l.sitting AS sitting, any(length(w.worked_on)) AS worked_on, count() AS held,
      (SELECT sum(things) FROM worker) - any(w.things) AS others, any(l.of_others) / greatest(1, others) AS chance
    FROM list AS l INNER JOIN worker AS w ON w.who = l.who INNER JOIN taken AS a ON a.who = l.who AND a.sitting = l.sitting
    WHERE has(w.worked_on, a.object)
    GROUP BY sitting HAVING worked_on >= ${LEAST_WORK} AND held >= ${NEARLY_ALL} * worked_on AND others > 0 AND chance <= ${MOST_OF_OTHERS} AND pow(chance, held) <= ${BY_CHANCE}`)
}
