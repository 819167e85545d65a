/**
 * Where the name that was let in is at home: tests of `home`, with the rates expected of a guessed password. Those of people are
 * measured on the log-ins of the door where nobody guesses. Without a name, the address stands for who lives there.
 */
export const HOME = {
  outcomes: ['same-address', 'elsewhere', 'unknown'],
  expected: [0.03, 0.47, 0.5],
} as const

/** Whoever guessed goes on with the same program; expected so often. Of people at the address it is measured. */
export const SAME_PROGRAM = 0.97

/** What was refused before a log-in counts this long. */
export const WINDOW_SECONDS = 86_400
/** Fewer refused tries before it are nobody's proof: people use up what a server allows in a connection, and again. */
export const LEAST_ROW = 10

/** So many refused tries after a log-in, by the same program from the same address, are no slip of a finger: it goes on trying. */
export const GOING_ON = 3

/** A row with more seconds than this between its tries is slow. */
export const SLOW_SECONDS = 30
/** Who guesses hardly ever gets in, tries one name only so often, and is slow so often… */
export const GUESSER = { fails: { a: 10, b: 0.1 }, oneName: 0.3, slow: 0.1, fast: 0.9 } as const
/** …and of programs of the house with an old password, which try one name, a log has one that is mended in it for every address with such a row, and one in four has one more. */
export const PROGRAM = { expected: 0.25, slow: 0.8, fast: 0.02 } as const
