import { type Expr, matchesIn } from '../detection/expr.ts'

/** Tests in one statement: the engine reads 256 KiB of SQL, and a test is about 60 bytes. */
const MOST_TESTS = 2000

/** Rules for as few statements as fit; a rule larger than that stands alone. Order is kept. */
export const inChunks = <Rule extends { readonly expr: Expr }>(
  rules: readonly Rule[],
  most = MOST_TESTS,
): readonly (readonly Rule[])[] => {
  const chunks: Rule[][] = []
  let weight = 0
  for (const rule of rules) {
    const own = matchesIn(rule.expr).length
    const last = chunks.at(-1)
    if (last === undefined || weight + own > most) {
      chunks.push([rule])
      weight = own
    } else {
      last.push(rule)
      weight += own
    }
  }
  return chunks
}
