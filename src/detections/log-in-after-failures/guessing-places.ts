import { type FailurePrior, type FailureFit, fitFailures, type TrialCount } from '../../domain/beta-binomial.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { brokenHours } from '../broken-hours.ts'
import { LEVELS } from '../hits.ts'
import type { Scene } from '../scene.ts'

/** A place is named as one of guessing where that is likely, whether anybody was let in or not, and from so many refused tries on a day on. Less is not guessing, however few people mistype. */
const LEAST_REFUSED = 5
/** What is known of people before any log, as if they had been seen at fifty addresses on a day: one in ten mistypes. */
const PEOPLE: readonly TrialCount[] = [
  { of: 1, failed: 0, units: 45 },
  { of: 2, failed: 1, units: 4 },
  { of: 3, failed: 2, units: 1 },
]
/** Whoever guesses hardly ever gets in; one address in fifty is his. People, wherever they are, fail no more than four times of ten. */
const PRIOR: FailurePrior = { odd: 1, usual: 50, lowestMean: 0.02, highestMean: 0.4, oddUnits: { a: 10, b: 0.1 } }

/** How tries fail at a door, by address and day. */
export interface Door {
  readonly name: string
  readonly fit: FailureFit
}

/**
 * `guessing_place`: addresses at which, on a day, the tries at a door fail as people's do not. How often those of people fail is
 * measured at each door: a beta-binomial of all addresses and days, beside a share whose rate lies near one. Hours in which
 * log-ins fail for people at home too count for nothing.
 */
export const writeGuessingPlaces = async (scene: Scene): Promise<readonly Door[]> => {
  const t = scene.derived.table
  const broken = await brokenHours(scene, t('door_try'), sql`SELECT who, block FROM ${t('door_try')} WHERE ok`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('door_day')} ENGINE = MergeTree ORDER BY (door, place, day) AS
    SELECT door, place, day, count() AS tries, countIf(NOT ok) AS refused FROM ${t('door_try')}
    WHERE toUnixTimestamp(toStartOfHour(at)) NOT IN ${bind('Array(UInt32)', broken)} GROUP BY door, place, day`)
  const rows = await scene.engine.rows<Record<'door' | 'tries' | 'refused' | 'units', string>>(sql`
    SELECT door, tries, refused, count() AS units FROM ${t('door_day')} GROUP BY door, tries, refused ORDER BY door, tries, refused`)
  const names = [...new Set(rows.map(({ door }) => door))]
  const fits = names.map((name): Door & { readonly guessing: Sql } => {
    const days = rows.filter(({ door }) => door === name)
    const counts = days.map((day) => ({ of: Number(day.tries), failed: Number(day.refused), units: Number(day.units) }))
    const fit = fitFailures([...PEOPLE, ...counts], PRIOR)
    const guessing = counts.filter(
      (day) => day.failed >= LEAST_REFUSED && fit.posterior(day.of, day.failed) >= LEVELS.likely,
    )
    return {
      name,
      fit,
      guessing: sql`(door = ${name} AND concat(toString(tries), '/', toString(refused)) IN ${guessing.map(({ of, failed }) => `${of}/${failed}`)})`,
    }
  })
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('guessing_place')} ENGINE = MergeTree ORDER BY (door, place, day) AS SELECT * FROM ${t('door_day')} WHERE 0`)
  for (const { guessing } of fits)
    await scene.engine.run(sql`INSERT INTO ${t('guessing_place')} SELECT * FROM ${t('door_day')} WHERE ${guessing}`)
  return fits.map(({ name, fit }) => ({ name, fit }))
}
