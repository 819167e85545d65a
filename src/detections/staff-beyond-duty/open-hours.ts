import { type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Of an hour with fewer than so large a part of the fullest one's people, nobody says that the house is open. */
const ATTENDED = 0.1
/** Who comes in the morning is still there in the afternoon, though he looks at nobody's data then. */
const WORKING_DAY = 9

/**
 * When the house is open, a row an account: `opens` (hour of the day, UTC) and `hours`, from the first to the last hour at
 * which others at work are there, around the longest stretch without. Lunch is within it, and no day is shorter than a
 * working day. A service, which names its program and never a browser, is there at any hour and opens no house for people: whoever comes
 * by a browser has those for others who do, where there are any. No row for who has no others.
 */
export const openHours = (scene: Scene): Sql => {
  const t = scene.derived.table
  const use = sql`(SELECT DISTINCT who, day, toInt64(value) AS hour FROM ${t('duty_use')} WHERE kind = 'hour' AND teaches)`
  const people = sql`(SELECT who FROM ${t('duty_use')} WHERE kind = 'program' AND (value = '' OR startsWith(value, 'Mozilla/')))`
  return sql`(
    WITH
      own AS (SELECT who, groupArray(hour) AS hours, who IN ${people} AS is_person FROM ${use} GROUP BY who),
      (SELECT groupArray(hour) FROM ${use}) AS everybody,
      (SELECT groupArrayIf(hour, who IN ${people}) FROM ${use}) AS browsers
    SELECT who,
      if(is_person AND length(browsers) > length(hours), browsers, everybody) AS all,
      arrayMap(h -> toInt64(countEqual(all, h)) - toInt64(countEqual(hours, h)), range(24)) AS people,
      arrayFilter(h -> people[h + 1] > 0 AND people[h + 1] >= ${ATTENDED} * arrayMax(people), range(24)) AS attended,
      arrayMap((h, i) -> (if(i < length(attended), attended[i + 1], attended[1] + 24) - h, attended[i % length(attended) + 1]), attended, arrayEnumerate(attended)) AS pauses,
      arrayReverseSort(pauses)[1] AS night, toInt64(night.2) AS opens, greatest(25 - toInt64(night.1), ${WORKING_DAY}) AS hours_open
    FROM own WHERE notEmpty(attended))`
}
