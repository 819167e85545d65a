import type { Message, TestRate } from '../../domain/report-model.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Detection, Look } from '../detection.ts'
import { byPattern, LEVELS, levelOf } from '../hits.ts'
import { lacksIdentity, type Scene } from '../scene.ts'
import { fitGuesses, type GuessFit } from './score.ts'
import { COMPANIES, DIGITS, GUESS_TESTS } from './tests.ts'
import { writeUnrecorded } from './unrecorded.ts'
import { writeFeatures } from './write-features.ts'
import { triedIn, writeTries } from './write-tries.ts'
import { type Unit, type Units, writeUnits } from './write-units.ts'

export const guessedLogIn: Detection = {
  id: 'guessed-log-in',
  vector: 'credential-stuffing',
  unit: 'log-in',
  attack: ['T1110.004', 'T1110.003', 'T1110.001', 'T1078'],
  cwe: ['CWE-307', 'CWE-1390', 'CWE-521'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    return (await triedIn(scene)) === null ? [{ code: 'detection/no-failed-log-ins', values: {} }] : []
  },
  look: async (scene) => {
    await writeTries(scene, (await triedIn(scene)) ?? 'records')
    const units = await writeUnits(scene)
    await writeFeatures(scene, units)
    const fit = await fitGuesses(scene)
    await writeHits(scene, fit)
    return {
      looked: fit.sessions,
      tests: [...ratesOfUnits(units), ...ratesOf(fit)],
      notes: await notesOf(scene, units),
    } satisfies Look
  },
}

const writeHits = async (scene: Scene, fit: GuessFit): Promise<void> => {
  /** A sample of n legitimate sessions cannot carry more certainty than one in n. */
  const certainty = 1 - 1 / (fit.sessions + 2)
  const guesses = fit.guesses
    .map(({ company, pattern, posterior }) => ({
      pattern: SIZE * company + pattern,
      posterior: rounded(Math.min(posterior, certainty)),
    }))
    .filter(({ posterior }) => posterior >= LEVELS.possible)
  if (guesses.length === 0) return
  const { posterior, isScored } = byPattern(sql`${SIZE} * company + pattern`, guesses)
  await scene.engine.run(sql`
    INSERT INTO ${scene.derived.table('hit')}
    SELECT 'guessed-log-in', 'log-in', session, '', if(named, who, ''), '', '', ${posterior} AS p, ${levelOf(sql`p`)}
    FROM ${scene.derived.table('log_in_test')} WHERE ${isScored}`)
  await writeTies(scene)
  await writeUnrecorded(scene)
}

/** Hands of one guesser have programs in common, or the days: who guesses at one time is taken to be one. */
const writeTies = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    INSERT INTO ${t('hit_tie')}
    SELECT DISTINCT 'guessed-log-in', o.ip, arrayJoin([toString(p.day), p.agent]) AS tie
    FROM ${t('log_in_opened')} AS o INNER JOIN ${t('log_in_pair')} AS p ON o.place = p.place
    WHERE p.failed AND tie != '' AND o.session IN (SELECT session FROM ${t('log_in_test')} WHERE company IN ${NEARBY})
      AND o.session IN (SELECT session FROM ${t('hit')} WHERE detection = 'guessed-log-in')`)
}

const NEARBY = bind('Array(UInt8)', [COMPANIES.indexOf('near'), COMPANIES.indexOf('shared')])

/** Patterns of outcomes that there can be. */
const SIZE = DIGITS.reduce((product, size) => product * size, 1)

const UNIT_TESTS: readonly (readonly [Unit, string])[] = [
  ['place', 'others-at-address'],
  ['block', 'others-in-block'],
  ['agent', 'others-with-agent'],
]

/** How often a name fails that was tried there, and where names are guessed. */
const ratesOfUnits = ({ fits }: Units): readonly TestRate[] =>
  UNIT_TESTS.flatMap(([unit, test]) => {
    const { usual, odd } = fits[unit]
    const [background, attack] = [usual.a / (usual.a + usual.b), odd.a / (odd.a + odd.b)]
    return [
      { test, outcome: 'failing', background: rounded(background), attack: rounded(attack) },
      { test, outcome: 'succeeding', background: rounded(1 - background), attack: rounded(1 - attack) },
    ]
  })

const ratesOf = ({ mixture }: GuessFit): readonly TestRate[] =>
  GUESS_TESTS.flatMap((test, t) =>
    test.outcomes.map((outcome, o) => ({
      test: test.name,
      outcome,
      background: rounded(mixture.rates[t]?.background[o] ?? 0),
      attack: rounded(mixture.rates[t]?.attack[o] ?? 0),
    })),
  )

const rounded = (value: number): number => Number(value.toPrecision(6))

const notesOf = async (scene: Scene, { brokenHours }: Units): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const { places, names } = await scene.engine.row<Record<'places' | 'names', string>>(sql`
    SELECT uniqExact(place) AS places, uniqExact(who) AS names FROM ${t('log_in_pair')}
    WHERE failed AND place IN (SELECT place FROM ${t('log_in_guessing')})`)
  return [
    ...(places === '0'
      ? []
      : [{ code: 'detection/guessing-seen', values: { addresses: Number(places), n: Number(names) } }]),
    ...(brokenHours === 0 ? [] : [{ code: 'detection/log-in-broken', values: { n: brokenHours } }]),
  ]
}
