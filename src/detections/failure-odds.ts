import type { Beta, FailureFit } from '../domain/beta-binomial.ts'
import { type Sql, sql } from '../engine/sql.ts'

/** Natural logarithm of how likely k of n trials fail, but for the binomial coefficient, as the fit computes it, in the engine. */
export const logLikelihood = ({ a, b }: Beta, n: Sql, k: Sql): Sql =>
  logLikelihoodOf({ a: sql`toFloat64(${rounded(a)})`, b: sql`toFloat64(${rounded(b)})` }, n, k)

/** The same for a distribution that the rows name. */
export const logLikelihoodOf = ({ a, b }: { readonly a: Sql; readonly b: Sql }, n: Sql, k: Sql): Sql =>
  sql`(${logBeta(sql`(${k} + ${a})`, sql`(${n} - ${k} + ${b})`)} - ${logBeta(a, b)})`

/** As `logFactor` of the fit computes it, in the engine. */
export const logFactor = ({ usual, odd }: FailureFit, n: Sql, k: Sql): Sql =>
  sql`(${logLikelihood(odd, n, k)} - ${logLikelihood(usual, n, k)})`

const logBeta = (a: Sql, b: Sql): Sql => sql`(lgamma(${a}) + lgamma(${b}) - lgamma(${a} + ${b}))`

/** Six significant digits are stable across machines. */
export const rounded = (value: number): number => Number(value.toPrecision(6))
