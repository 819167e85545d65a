import type { FailureFit } from '../../domain/beta-binomial.ts'
import { bind, ident, join, type Sql, sql } from '../../engine/sql.ts'
import { logLikelihood, logLikelihoodOf, rounded } from '../failure-odds.ts'
import { GOING_ON, GUESSER, HOME, LEAST_ROW, PROGRAM, SAME_PROGRAM, SLOW_SECONDS, WINDOW_SECONDS } from './tests.ts'

/** A row shorter than this part of its day is taken for as long: chance needs room. */
const SHORTEST = 1 / 24
/** That anybody is at home at a place of guessing, before any is looked at: so often of one. */
const AT_HOME = 0.05

/** What a door is like, as the engine counted it. */
export interface Background {
  readonly door: string
  readonly ordinary: string
  readonly home: readonly string[]
  readonly days: string
  /** Places where nobody guesses and somebody was let in. */
  readonly places: string
  readonly guessing: string
  readonly inhabited: string
  readonly rows: string
  /** Codes that were sent are confirmed there: whoever does is one of those who log in elsewhere, and known from there. */
  readonly confirms: boolean | number
  /** Log-ins that are to be judged. */
  readonly judged: string
}

/** Log-ins that are to be judged: after a row of refused tries, at a door behind which no sessions are logged. */
export const JUDGED = sql`apart AND k >= ${LEAST_ROW}`

/** What is weighed in at a door, as columns that `POSTERIOR` reads. */
export interface Weights {
  readonly door: string
  readonly weights: Readonly<Record<(typeof WEIGHTS)[number], number>>
}

const WEIGHTS = [
  'certainty',
  'guessers',
  'people',
  'usual_a',
  'usual_b',
  'let_in',
  'mended',
  'strangers',
  'days',
  'places',
  'same_address',
  'elsewhere',
  'unknown',
] as const

/** The weights of a door; `everybody`: how many log-ins of people there are at all doors. */
export const weightsOf = (fit: FailureFit, background: Background, everybody: number): Weights => {
  const [guessing, rows] = [Number(background.guessing), Number(background.rows)]
  const confirms = Number(background.confirms) > 0
  const shares = homeRates(background)
  const ratio = (outcome: number): number => rounded((shares[outcome] ?? 1) / (HOME.expected[outcome] ?? 1))
  return {
    door: background.door,
    weights: {
      certainty: rounded(1 - 1 / ((confirms ? everybody : Number(background.ordinary)) + 2)),
      guessers: rounded(fit.share),
      people: rounded(1 - fit.share),
      usual_a: rounded(fit.usual.a),
      usual_b: rounded(fit.usual.b),
      // Rows that end in a log-in are a guesser's in one place; the more places have them, the more it is what programs do here.
      let_in: rounded((Math.min(1, rows) + 0.5) / (guessing + 1)),
      // No program keeps a code that was sent, unless asking again and again is what most who come there do.
      mended: rounded(
        ((rows + PROGRAM.expected) / (guessing + 1)) *
          (confirms ? rows / Math.max(1, rows + Number(background.places)) : 1),
      ),
      strangers: rounded((Number(background.inhabited) + AT_HOME) / (guessing + 1)),
      days: Math.max(1, Number(background.days)),
      places: Number(background.places),
      same_address: ratio(0),
      elsewhere: ratio(1),
      unknown: ratio(2),
    },
  }
}

/** The weights as rows: `door`, and a column each. */
export const weightTable = (doors: readonly Weights[]): Sql => {
  const column = (name: (typeof WEIGHTS)[number]): Sql =>
    sql`${bind(
      'Array(Float64)',
      doors.map(({ weights }) => weights[name]),
    )} AS ${ident(name)}`
  const names = sql`${doors.map(({ door }) => door)} AS door`
  return sql`SELECT ${join(['door', ...WEIGHTS].map(ident), ',')} FROM system.one ARRAY JOIN ${join([names, ...WEIGHTS.map(column)], ',')}`
}

const SLOW = sql`dateDiff('second', since, at) >= ${SLOW_SECONDS} * k`
const POSITION = sql`(1 / (k + 1))`
const TESTED = sql`multiIf(t_home = 0, same_address, t_home = 1, elsewhere, unknown)`
const GUESSED = sql`(guessers * exp(${logLikelihood(GUESSER.fails, sql`(n - 1)`, sql`k`)}))`
const BUSY = sql`greatest(${rounded(SHORTEST)}, least(1, dateDiff('second', since, at) / ${WINDOW_SECONDS}))`
/** How much likelier a resident has the program that he has, given that of the row, than the guesser. Where none is logged, as likely. */
const BY_PROGRAM = sql`if(agent = '', 1, if(2 * alike >= k, least(1, (with_program + 0.5) / (places + 1)) / ${SAME_PROGRAM},
  greatest(0.01, 1 - least(1, (with_program + 0.5) / (places + 1))) / ${rounded(1 - SAME_PROGRAM)}))`

const BY_GUESSER = sql`(${GUESSED} * let_in * ${POSITION} * if(tried > 1, 1, if(${SLOW}, ${GUESSER.slow}, ${GUESSER.fast}) * ${GUESSER.oneName}))`
/** A program that was given the new password is not refused again; the names that a guesser has left are. */
const GOES_ON = sql`(again >= ${GOING_ON})`
const BY_OLD_PASSWORD = sql`if(tried > 1 OR ${GOES_ON}, 0, ${GUESSED} * ${POSITION} * mended * if(${SLOW}, ${PROGRAM.slow}, ${PROGRAM.fast}))`
const BY_RESIDENT = sql`(${GUESSED} * ${POSITION} * ${BUSY} * greatest(strangers, own / days) * ${TESTED} * ${BY_PROGRAM})`
const BY_MISTYPER = sql`(people * exp(${logLikelihoodOf({ a: sql`usual_a`, b: sql`usual_b` }, sql`n`, sql`k`)}) * ${TESTED})`

/**
 * Four explanations of a log-in after a row of refused tries are weighed: whoever guessed got in; somebody mistyped so
 * often and then got in; somebody guesses there, and the log-in is one of the people who live there too; a program had an
 * old password, and was given the new one.
 */
export const POSTERIOR = sql`least(certainty, ${BY_GUESSER} / (${BY_GUESSER} + ${BY_RESIDENT} + ${BY_MISTYPER} + ${BY_OLD_PASSWORD}))`

/** One more of each is seen, as of three that could be. */
export const homeRates = ({
  ordinary,
  home,
}: {
  readonly ordinary: string | number
  readonly home: readonly (string | number)[]
}): readonly number[] => home.map((n) => (Number(n) + 1) / (Number(ordinary) + home.length))
