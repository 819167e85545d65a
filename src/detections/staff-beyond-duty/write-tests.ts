import { type Sql, sql } from '../../engine/sql.ts'
import { dayOf, type Scene } from '../scene.ts'
import { openHours } from './open-hours.ts'
import { ANOTHER_HAND } from './write-other-hands.ts'
import { LEAST_OBJECTS } from './write-reference.ts'

/** Far above is this many times what others reach; unheard of, so many times as much and beyond what their largest days let expect. */
const FAR = 2
/** So many objects of which so many follow one another are a list that is worked off; by chance half of them do. */
const IN_ORDER = { objects: 20, share: 0.8 }

/**
 * Whoever opens one record after another has to find the next, point at it, click and wait: three seconds at least with nothing
 * read (Card, Moran & Newell 1983: 1.35 s to decide, 1.1 to point, 0.2 to click). A page that loads many at once, or a helper
 * that everybody has, is faster, and colleagues show it: so many times their fastest sitting is neither.
 */
const NO_HAND = { objects: 100, anHour: 1200, times: 10 }

/** On its first day an account has no way before it: what it takes on so many days is its way. */
const DAYS_OF_A_WAY = 5

/** The outcome of `circumstances` by which place and program are the usual ones, and the house is closed. */
export const ODD_HOUR_ALONE = 4

/**
 * `duty_test`: every sitting with its outcome of every test, in the order of `WORK_TESTS`. At one's own desk, with one's own program, an
 * hour at which the house is open is no odd one, whoever comes at it: a task out of the ordinary has its own hour. Haste alone is no bulk where the program is the
 * account's own: at the desk it is those who call or come that set the pace, and who goes by hand, alone, through no more than a day's work is faster. `is_own_list`, see `duty_own_list`,
 * and `is_by_machine`, faster than any hand, are no tests.
 */
export const writeTests = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const odd = (kind: string): Sql => sql`(SELECT who, value, day FROM ${t('duty_habit')} WHERE kind = ${kind} AND odd)`
  const above = (times: number): Sql =>
    sql`((r.volume > 0 AND s.objects > ${times} * r.volume) OR (r.pace > 0 AND s.pace > ${times} * r.pace))`
  const aDaysWork = sql`(NOT odd_program AND r.volume > 0 AND greatest(s.objects, h.things) <= r.volume AND s.pace <= ${NO_HAND.anHour})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_test')} ENGINE = MergeTree ORDER BY (who, sitting) AS
    SELECT s.who AS who, s.sitting AS sitting, s.job AS job, s.begin AS begin, s.end AS end, s.objects AS objects, s.pace AS pace, r.pace AS usual_pace, r.volume AS usual_volume,
      u.odd_hour AS odd_hour, (s.who, s.block, s.day) IN ${odd('place')} AS odd_place, (s.who, s.program, s.day) IN ${odd('program')} AS odd_program,
      multiIf(h.things > 0, ${ANOTHER_HAND}, odd_place OR odd_program, odd_hour + odd_place + odd_program, odd_hour AND NOT u.is_open, ${ODD_HOUR_ALONE}, 0) AS t_circumstances,
      multiIf(greatest(s.objects, h.things) < ${LEAST_OBJECTS} OR ${aDaysWork} OR (s.day = w.first AND w.days >= ${DAYS_OF_A_WAY} AND s.objects <= ${FAR} * w.middle), 0, r.volume > 0 AND s.objects > ${FAR} * r.volume AND s.objects > r.unheard, 3, ${above(FAR)}, 2, ${above(1)} OR (r.volume > 0 AND h.things > r.volume), 1, 0) AS t_bulk,
      s.objects >= ${IN_ORDER.objects} AND s.ascending >= ${IN_ORDER.share} AS t_order,
      u.odd_route AS t_purpose,
      (odd_place OR odd_program) AND s.begin >= r.silent_until AND r.others_silence > 0 AND r.silence > ${FAR} * r.others_silence AS t_absence,
      s.sitting IN (SELECT sitting FROM ${t('duty_own_list')}) AS is_own_list,
      s.objects >= ${NO_HAND.objects} AND s.pace > ${NO_HAND.anHour} AND r.volume > 0 AND s.pace > ${NO_HAND.times} * greatest(r.fastest, r.pace) AS is_by_machine
    FROM ${t('duty_sitting')} AS s
    INNER JOIN ${t('duty_reference')} AS r ON r.sitting = s.sitting
    LEFT JOIN ${t('duty_other_hand')} AS h ON h.sitting = s.sitting
    INNER JOIN (
      SELECT who, min(day) AS first, uniqExact(day) AS days, quantileExact(0.5)(objects) AS middle FROM ${t('duty_sitting')} GROUP BY who) AS w ON w.who = s.who
    INNER JOIN (
      SELECT sitting, avg((d.who, toString(toHour(at)), ${dayOf(scene, sql`at`)}) IN ${odd('hour')}) >= 0.5 AS odd_hour, avg((d.who, route, ${dayOf(scene, sql`at`)}) IN ${odd('route')}) >= 0.5 AS odd_route,
        avg(o.hours_open > 0 AND (toHour(at) - o.opens + 24) % 24 < o.hours_open) >= 0.5 AS is_open
      FROM ${t('duty_read')} AS d LEFT JOIN ${openHours(scene)} AS o ON o.who = d.who WHERE taken GROUP BY sitting) AS u ON u.sitting = s.sitting`)
}
