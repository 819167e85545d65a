import type { Beta, FailureFit } from '../domain/beta-binomial.ts'
import { type Sql, sql } from '../engine/sql.ts'

/** Natural logarithm of how likely k of n trials fail, but for the binomial coefficient, as the fit computes it, in the engine. */
export const logLikelihood = ({ a, b }: Beta, n: Sql, k: Sql): Sql => {
  const [x, y] = [sql`toFloat64(${rounded(a)})`, sql`toFloat64(${rounded(b)})`]
  return sql`(${logBeta(sql`(${k} + ${x})`, sql`(${n} - ${k} + ${y})`)} - ${logBeta(x, y)})`
}

/** As `logFactor` of the fit computes it, in the engine. */
export const logFactor = ({ usual, odd }: FailureFit, n: Sql, k: Sql): Sql =>
  sql`(${logLikelihood(odd, n, k)} - ${logLikelihood(usual, n, k)})`

const logBeta = (a: Sql, b: Sql): Sql => sql`(lgamma(${a}) + lgamma(${b}) - lgamma(${a} + ${b}))`

/** Six significant digits are stable across machines. */
export const rounded = (value: number): number => Number(value.toPrecision(6))
