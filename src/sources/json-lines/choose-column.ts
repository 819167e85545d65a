import type { Column } from './flatten.ts'

/** Different accounts in a sample, at least; and at most this share of its records, for people come back. */
export const LEAST_ACCOUNTS = 20
export const MOST_DIFFERENT = 0.98

/** Behind a proxy the connection's own address is always the same; another field then tells the client. */
export const clientOf = (ranked: readonly Column[], records: number): Column | undefined => {
  const [first] = ranked
  if (first === undefined || records < 50 || new Set(first.values).size > 2) return first
  return ranked.find((column) => new Set(column.values).size >= 10) ?? first
}

/**
 * Behind a gateway all people come through a few applications, whose names the record carries too: where another name
 * tells so many more apart in nearly as many records, it is the person's, and the best-named is the application's.
 */
export const finestOf = (ranked: readonly Column[]): Column | undefined => {
  const [first] = ranked
  if (first === undefined) return first
  const apart = new Set(first.values).size
  return (
    ranked.find(({ path, values }) => {
      const different = new Set(values).size
      return (
        different >= LEAST_ACCOUNTS &&
        different >= FINER * apart &&
        different <= MOST_DIFFERENT * values.length &&
        values.length >= 0.5 * first.values.length &&
        !path.some((step) => typeof step === 'string' && ASKED_FOR.test(step))
      )
    }) ?? first
  )
}

const FINER = 20
/** Members that hold what was asked for: an account there is the object. */
const ASKED_FOR = /quer(?:y|ies)|args|params?|parameters|body|payload|variables|form|input|captures/i
