import { type FailureFit, type FailurePrior, fitFailures, type TrialCount } from '../../domain/beta-binomial.ts'
import { bind, sql } from '../../engine/sql.ts'
import { brokenHours } from '../broken-hours.ts'
import { LEVELS } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { GUESSER } from './tests.ts'

/** A place is named as one of guessing where that is likely, whether anybody was let in or not, and from so many refused tries on a day on. Less is not guessing, however few people mistype. */
const LEAST_REFUSED = 5
/** What is known of people before any log, as if they had been seen at fifty addresses on a day: one in ten mistypes. */
const PEOPLE: readonly TrialCount[] = [
  { of: 1, failed: 0, units: 45 },
  { of: 2, failed: 1, units: 4 },
  { of: 3, failed: 2, units: 1 },
]
/** One address in fifty is his. People, wherever they are, fail no more than four times of ten. */
const PRIOR: FailurePrior = { odd: 1, usual: 50, lowestMean: 0.02, highestMean: 0.4, oddUnits: GUESSER.fails }

/** How tries fail at a door, by address and day; undefined where none is judged. */
export type DoorFits = (door: string) => FailureFit | undefined

/**
 * `guessing_place`: addresses at which, on a day, the tries at a door fail as people's do not. How often those of people fail is
 * measured at each door: a beta-binomial of all addresses and days, beside a share whose rate lies near one. Hours in which
 * log-ins fail for people at home too count for nothing.
 */
export const writeGuessingPlaces = async (scene: Scene): Promise<DoorFits> => {
  const t = scene.derived.table
  const broken = await brokenHours(scene, t('door_try'), sql`SELECT who, block FROM ${t('door_try')} WHERE ok`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('door_day')} ENGINE = MergeTree ORDER BY (door, place, day) AS
    SELECT door, place, day, count() AS tries, countIf(NOT ok) AS refused FROM ${t('door_try')}
    WHERE toUnixTimestamp(toStartOfHour(at)) NOT IN ${bind('Array(UInt32)', broken)} GROUP BY door, place, day`)
  const counts = await countsOf(scene)
  const fits = fitsOf(counts)
  const guessing = [...counts].flatMap(([door, days]) =>
    days
      .filter(({ of, failed }) => failed >= LEAST_REFUSED && (fits(door)?.posterior(of, failed) ?? 0) >= LEVELS.likely)
      .map(({ of, failed }) => ({ door, of, failed })),
  )
  const column = (type: string, values: readonly string[] | readonly number[]) => bind(`Array(${type})`, values)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('guessing_place')} ENGINE = MergeTree ORDER BY (door, place, day) AS
    SELECT * FROM ${t('door_day')} WHERE (door, tries, refused) IN (
      SELECT arrayJoin(arrayZip(
        ${column(
          'String',
          guessing.map(({ door }) => door),
        )},
        ${column(
          'UInt64',
          guessing.map(({ of }) => of),
        )},
        ${column(
          'UInt64',
          guessing.map(({ failed }) => failed),
        )})))`)
  return fits
}

/** How many addresses and days have which numbers, by door. */
const countsOf = async (scene: Scene): Promise<ReadonlyMap<string, readonly TrialCount[]>> => {
  const rows = await scene.engine.rows<Record<'door' | 'tries' | 'refused' | 'units', string>>(sql`
    SELECT door, tries, refused, count() AS units FROM ${scene.derived.table('door_day')} GROUP BY door, tries, refused ORDER BY door, tries, refused`)
  const counts = new Map<string, TrialCount[]>()
  for (const { door, tries, refused, units } of rows) {
    const days = counts.get(door) ?? []
    days.push({ of: Number(tries), failed: Number(refused), units: Number(units) })
    counts.set(door, days)
  }
  return counts
}

/** Fits are made when they are asked for: most of an ingress' doors see nothing that is to be judged, and many of them the same. */
const fitsOf = (counts: ReadonlyMap<string, readonly TrialCount[]>): DoorFits => {
  const made = new Map<string, FailureFit>()
  return (door) => {
    const days = counts.get(door)
    if (days === undefined) return undefined
    const key = JSON.stringify(days)
    const fit = made.get(key) ?? fitFailures([...PEOPLE, ...days], PRIOR)
    made.set(key, fit)
    return fit
  }
}
