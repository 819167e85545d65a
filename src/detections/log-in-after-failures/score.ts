import type { TestRate } from '../../domain/report-model.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { logLikelihood, rounded } from '../failure-odds.ts'
import { LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import type { Door } from './guessing-places.ts'
import { GUESSER, HOME, PROGRAM, SAME_PROGRAM, SLOW_SECONDS } from './tests.ts'

/** What was refused before a log-in counts this long. */
const WINDOW_SECONDS = 86_400
/** Fewer refused tries before it are nobody's proof: people use up what a server allows in a connection, and again. */
const LEAST_ROW = 10
/** A row shorter than this part of its day is taken for as long: chance needs room. */
const SHORTEST = 1 / 24
/** That anybody is at home at a place of guessing, before any is looked at: so often of one. */
const AT_HOME = 0.05

/**
 * `door_opened`: log-ins that were let in at a door, with what came from their place within a day before: tries (`n`, itself among them),
 * refused ones (`k`), how many of those with its program (`alike`) and of how many names (`tried`), since when (`since`).
 * Where its name is at home (`t_home`), how many log-ins people have had at its place (`own`) and from how many places
 * others log in with its program (`with_program`) is told by log-ins where nobody guesses (`is_ordinary`); at the place itself by
 * earlier ones, for whoever got in comes back.
 */
export const writeOpened = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const lately = (by: Sql): Sql =>
    sql`OVER (PARTITION BY door, place${by} ORDER BY toUnixTimestamp(at) RANGE BETWEEN ${WINDOW_SECONDS} PRECEDING AND CURRENT ROW)`
  const earlier = (by: Sql): Sql =>
    sql`OVER (PARTITION BY door, ${by} ORDER BY at, file, line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
  const ever = (by: Sql): Sql => sql`OVER (PARTITION BY door, ${by})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('door_opened')} ENGINE = MergeTree ORDER BY (door, at, file, line) AS
    SELECT * EXCEPT (ok, source, status), toUInt8(multiIf(here > 0, 0, anywhere - here_ever > 0, 1, 2)) AS t_home FROM (
      SELECT *, CAST(ok AND (door, place, day) NOT IN (SELECT door, place, day FROM ${t('guessing_place')}), 'UInt8') AS is_ordinary,
        count() ${lately(sql``)} AS n, countIf(NOT ok) ${lately(sql``)} AS k, countIf(NOT ok) ${lately(sql`, agent`)} AS alike,
        uniqExactIf(who, named AND NOT ok) ${lately(sql``)} AS tried, minIf(at, NOT ok) ${lately(sql``)} AS since,
        countIf(is_ordinary) ${earlier(sql`who, block`)} - is_ordinary AS here,
        toInt64(countIf(is_ordinary) ${ever(sql`who`)}) AS anywhere, toInt64(countIf(is_ordinary) ${ever(sql`who, block`)}) AS here_ever,
        countIf(is_ordinary) ${ever(sql`place`)} - countIf(is_ordinary) ${ever(sql`place, who`)} + countIf(is_ordinary) ${earlier(sql`place, who`)} - is_ordinary AS own,
        uniqExactIf(place, is_ordinary) ${ever(sql`agent`)} - is_ordinary AS with_program
      FROM ${t('door_try')})
    WHERE ok`)
}

interface Background {
  readonly door: string
  readonly ordinary: string
  readonly home: readonly string[]
  readonly days: string
  /** Places where nobody guesses and somebody was let in. */
  readonly places: string
  readonly guessing: string
  readonly inhabited: string
  readonly rows: string
}

/**
 * Four explanations of a log-in after a row of refused tries are weighed: whoever guessed got in; somebody mistyped so
 * often and then got in; somebody guesses there, and the log-in is one of the people who live there too; a program had an
 * old password, and was given the new one.
 */
export const writeHits = async (scene: Scene, doors: readonly Door[]): Promise<readonly TestRate[]> => {
  const t = scene.derived.table
  const backgrounds = await backgroundsOf(scene)
  for (const door of doors) {
    const background = backgrounds.get(door.name)
    if (background === undefined) continue
    const shares = homeRates(background)
    const certainty = rounded(1 - 1 / (Number(background.ordinary) + 2))
    const posterior = posteriorOf(door, background, shares)
    await scene.engine.run(sql`
      INSERT INTO ${t('door_hit')}
      SELECT file, line, ip, method, route, round(least(${certainty}, ${posterior}), 6) AS p FROM ${t('door_opened')}
      WHERE door = ${door.name} AND apart AND k >= ${LEAST_ROW} AND p >= ${LEVELS.possible}`)
  }
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'log-in-after-failures', 'request', toUInt128(0), ip, '', method, route, max(posterior) AS p, ${levelOf(sql`p`)} FROM ${t('door_hit')} GROUP BY ip, method, route`)
  await scene.engine.run(
    sql`INSERT INTO ${t('hit_request')} SELECT 'log-in-after-failures', file, line FROM ${t('door_hit')}`,
  )
  return ratesOf([...backgrounds.values()])
}

const posteriorOf = ({ fit }: Door, background: Background, shares: readonly number[]): Sql => {
  const [places, rows] = [Number(background.guessing), Number(background.rows)]
  // Rows that end in a log-in are a guesser's in one place; the more places have them, the more it is what programs do here.
  const [letIn, mended] = [Math.min(1, rows) + 0.5, rows + PROGRAM.expected].map((n) => rounded(n / (places + 1)))
  const strangers = rounded((Number(background.inhabited) + AT_HOME) / (places + 1))
  const days = Math.max(1, Number(background.days))
  const ratio = (outcome: number): Sql =>
    sql`toFloat64(${rounded((shares[outcome] ?? 1) / (HOME.expected[outcome] ?? 1))})`
  const tested = sql`multiIf(t_home = 0, ${ratio(0)}, t_home = 1, ${ratio(1)}, ${ratio(2)})`
  const guessed = sql`(${rounded(fit.share)} * exp(${logLikelihood(fit.odd, sql`(n - 1)`, sql`k`)}))`
  const position = sql`(1 / (k + 1))`
  const slow = sql`dateDiff('second', since, at) >= ${SLOW_SECONDS} * k`
  const byGuesser = sql`(${guessed} * ${letIn ?? 0} * ${position} * if(tried > 1, 1, if(${slow}, ${GUESSER.slow}, ${GUESSER.fast}) * ${GUESSER.oneName}))`
  const byOldPassword = sql`if(tried > 1, 0, ${guessed} * ${position} * ${mended ?? 0} * if(${slow}, ${PROGRAM.slow}, ${PROGRAM.fast}))`
  const busy = sql`greatest(${rounded(SHORTEST)}, least(1, dateDiff('second', since, at) / ${WINDOW_SECONDS}))`
  const byResident = sql`(${guessed} * ${position} * ${busy} * greatest(${strangers}, own / ${days}) * ${tested} * ${byProgram(background)})`
  const byMistyper = sql`(${rounded(1 - fit.share)} * exp(${logLikelihood(fit.usual, sql`n`, sql`k`)}) * ${tested})`
  return sql`(${byGuesser} / (${byGuesser} + ${byResident} + ${byMistyper} + ${byOldPassword}))`
}

/** How much likelier a resident has the program that he has, given that of the row, than the guesser. Where none is logged, as likely. */
const byProgram = ({ places }: Background): Sql => {
  const share = sql`least(1, (with_program + 0.5) / ${Number(places) + 1})`
  return sql`if(agent = '', 1, if(2 * alike >= k, ${share} / ${SAME_PROGRAM}, greatest(0.01, 1 - ${share}) / ${rounded(1 - SAME_PROGRAM)}))`
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

/** One more of each is seen, as of three that could be. */
const homeRates = ({
  ordinary,
  home,
}: {
  readonly ordinary: string | number
  readonly home: readonly (string | number)[]
}): readonly number[] => home.map((n) => (Number(n) + 1) / (Number(ordinary) + home.length))

const backgroundsOf = async (scene: Scene): Promise<ReadonlyMap<string, Background>> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<Background>(sql`
    SELECT o.door AS door, countIf(is_ordinary) AS ordinary, [countIf(is_ordinary AND t_home = 0), countIf(is_ordinary AND t_home = 1), countIf(is_ordinary AND t_home = 2)] AS home,
      any(d.days) AS days, any(g.places) AS guessing, uniqExactIf(o.place, is_ordinary) AS places,
      uniqExactIf(o.place, is_ordinary AND (o.door, o.place) IN (SELECT door, place FROM ${t('guessing_place')})) AS inhabited,
      uniqExactIf(o.place, NOT is_ordinary AND k >= ${LEAST_ROW}) AS rows
    FROM ${t('door_opened')} AS o
    LEFT JOIN (SELECT door, uniqExact(day) AS days FROM ${t('door_try')} GROUP BY door) AS d ON o.door = d.door
    LEFT JOIN (SELECT door, uniqExact(place) AS places FROM ${t('guessing_place')} GROUP BY door) AS g ON o.door = g.door
    GROUP BY door ORDER BY door`)
  return new Map(rows.map((row) => [row.door, row]))
}

/** `door_hit`: the log-ins that were guessed, one row each. */
export const createDoorHits = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('door_hit')} (file UInt32, line UInt64, ip String, method String, route String, posterior Float64) ENGINE = MergeTree ORDER BY (file, line)`)
