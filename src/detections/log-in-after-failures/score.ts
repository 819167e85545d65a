import type { TestRate } from '../../domain/report-model.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { rounded } from '../failure-odds.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { confirmsCode } from './doors.ts'
import type { DoorFits } from './guessing-places.ts'
import { HOME, LEAST_ROW, WINDOW_SECONDS } from './tests.ts'
import { type Background, homeRates, JUDGED, POSTERIOR, weightsOf, weightTable } from './weigh.ts'

/**
 * `door_opened`: log-ins that were let in at a door, with what came from their place within a day before: tries (`n`, itself among them),
 * refused ones (`k`), how many of those with its program (`alike`) and of how many names (`tried`), since when (`since`); and how
 * many of its program are refused there in the day after (`again`).
 * Where its name is at home (`t_home`), how many log-ins people have had at its place (`own`) and from how many places
 * others log in with its program (`with_program`) is told by log-ins where nobody guesses (`is_ordinary`); at the place itself by
 * earlier ones, for whoever got in comes back.
 */
export const writeOpened = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const lately = (by: Sql): Sql =>
    sql`OVER (PARTITION BY door, place${by} ORDER BY toUnixTimestamp(at) RANGE BETWEEN ${WINDOW_SECONDS} PRECEDING AND CURRENT ROW)`
  const afterwards = sql`OVER (PARTITION BY door, place, agent ORDER BY toUnixTimestamp(at) RANGE BETWEEN CURRENT ROW AND ${WINDOW_SECONDS} FOLLOWING)`
  const earlier = (by: Sql): Sql =>
    sql`OVER (PARTITION BY door, ${by} ORDER BY at, file, line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
  const ever = (by: Sql): Sql => sql`OVER (PARTITION BY door, ${by})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('door_opened')} ENGINE = MergeTree ORDER BY (door, at, file, line) AS
    SELECT * EXCEPT (ok, source, status), toUInt8(multiIf(here > 0, 0, anywhere - here_ever > 0, 1, 2)) AS t_home FROM (
      SELECT *, CAST(ok AND (door, place, day) NOT IN (SELECT door, place, day FROM ${t('guessing_place')}), 'UInt8') AS is_ordinary,
        count() ${lately(sql``)} AS n, countIf(NOT ok) ${lately(sql``)} AS k, countIf(NOT ok) ${lately(sql`, agent`)} AS alike,
        uniqExactIf(who, named AND NOT ok) ${lately(sql``)} AS tried, minIf(at, NOT ok) ${lately(sql``)} AS since,
        countIf(NOT ok) ${afterwards} AS again,
        countIf(is_ordinary) ${earlier(sql`who, block`)} - is_ordinary AS here,
        toInt64(countIf(is_ordinary) ${ever(sql`who`)}) AS anywhere, toInt64(countIf(is_ordinary) ${ever(sql`who, block`)}) AS here_ever,
        countIf(is_ordinary) ${ever(sql`place`)} - countIf(is_ordinary) ${ever(sql`place, who`)} + countIf(is_ordinary) ${earlier(sql`place, who`)} - is_ordinary AS own,
        uniqExactIf(place, is_ordinary) ${ever(sql`agent`)} - is_ordinary AS with_program
      FROM ${t('door_try')})
    WHERE ok`)
}

/** The log-ins that are likelier guessed than not, of all doors at once: what a door is like enters as rows beside them. */
export const writeHits = async (scene: Scene, fits: DoorFits): Promise<readonly TestRate[]> => {
  const t = scene.derived.table
  const backgrounds = await backgroundsOf(scene)
  const everybody = backgrounds.reduce((sum, { ordinary }) => sum + Number(ordinary), 0)
  const weights = backgrounds.flatMap((background) => {
    const fit = background.judged === '0' ? undefined : fits(background.door)
    return fit === undefined ? [] : [weightsOf(fit, background, everybody)]
  })
  if (weights.length > 0) {
    await scene.engine.run(sql`
      INSERT INTO ${t('door_hit')}
      SELECT file, line, ip, method, route, round(${POSTERIOR}, 6) AS p
      FROM (SELECT * FROM ${t('door_opened')} WHERE ${JUDGED}) AS o INNER JOIN (${weightTable(weights)}) AS w ON o.door = w.door
      WHERE p >= ${LEVELS.possible}`)
  }
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'log-in-after-failures', 'request', toUInt128(0), ip, '', method, route, max(posterior) AS p, ${levelOf(sql`p`)} FROM ${t('door_hit')} GROUP BY ip, method, route`)
  await scene.engine.run(
    sql`INSERT INTO ${t('hit_request')} SELECT 'log-in-after-failures', file, line FROM ${t('door_hit')}`,
  )
  return ratesOf(backgrounds)
}

/** Of all doors together, as the report shows them. */
const ratesOf = (backgrounds: readonly Background[]): readonly TestRate[] => {
  const total = (of: (background: Background) => number): number => backgrounds.reduce((sum, one) => sum + of(one), 0)
  const shares = homeRates({
    ordinary: total(({ ordinary }) => Number(ordinary)),
    home: HOME.outcomes.map((_, i) => total(({ home }) => Number(home[i]))),
  })
  return HOME.outcomes.map((outcome, i) => ({
    test: 'home',
    outcome,
    background: rounded(shares[i] ?? 0),
    attack: HOME.expected[i] ?? 0,
  }))
}

const backgroundsOf = (scene: Scene): Promise<readonly Background[]> => {
  const t = scene.derived.table
  return scene.engine.rows<Background>(sql`
    SELECT o.door AS door, countIf(is_ordinary) AS ordinary, [countIf(is_ordinary AND t_home = 0), countIf(is_ordinary AND t_home = 1), countIf(is_ordinary AND t_home = 2)] AS home,
      any(d.days) AS days, any(g.places) AS guessing, uniqExactIf(o.place, is_ordinary) AS places,
      uniqExactIf(o.place, is_ordinary AND (o.door, o.place) IN (SELECT door, place FROM ${t('guessing_place')})) AS inhabited,
      uniqExactIf(o.place, NOT is_ordinary AND k >= ${LEAST_ROW}) AS rows, any(${confirmsCode(sql`o.door`)}) AS confirms, countIf(${JUDGED}) AS judged
    FROM ${t('door_opened')} AS o
    LEFT JOIN (SELECT door, uniqExact(day) AS days FROM ${t('door_try')} GROUP BY door) AS d ON o.door = d.door
    LEFT JOIN (SELECT door, uniqExact(place) AS places FROM ${t('guessing_place')} GROUP BY door) AS g ON o.door = g.door
    GROUP BY door ORDER BY door`)
}

/** `door_hit`: the log-ins that were guessed, one row each. */
export const createDoorHits = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('door_hit')} (file UInt32, line UInt64, ip String, method String, route String, posterior Float64) ENGINE = MergeTree ORDER BY (file, line)`)
