import type { SourcePlan } from '../../domain/source-plan.ts'
import { inLayers, KEEP_LAYERS } from '../../engine/layers.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { manifestOf } from '../acquire.ts'
import { type Batch, batchesIn } from '../ingest/batches.ts'
import { readable } from '../ingest/evidence-lines.ts'
import { programOf, UNREAD } from '../ingest/program-of.ts'
import { LONGEST_TOKEN } from './verify-token.ts'

export interface TokenText {
  /** Keyed hash of the token, decimal, as in `credential` of the events. */
  readonly credential: string
  readonly token: string
}

/** What stands for a token that is longer than any is; it verifies with nothing. */
const TOO_LONG = 'x'.repeat(LONGEST_TOKEN + 1)

/** Hashes held at once, 16 bytes each and their place: a case with more tokens is read in as many passes as that takes. */
const AT_ONCE = 2_000_000

/** Each JSON Web Token of the case once, batch by batch. A token of two batches comes twice to the verifier and once out. */
export const tokensIn = async function* (theCase: Case): AsyncIterable<TokenText> {
  const plans = new Map(theCase.store.list('plan').map(({ key, body }) => [key, body as unknown as SourcePlan]))
  const { tokens } = await theCase.engine.row<{ tokens: string }>(
    sql`SELECT uniq(credential) AS tokens FROM evidence.log_line WHERE token_alg != ''`,
  )
  const passes = Math.ceil((Number(tokens) + 1) / AT_ONCE)
  for (let pass = 0; pass < passes; pass++) {
    const seen = new Set<string>()
    for (const batch of batchesIn(theCase)) {
      const query = queryOf(theCase, plans, batch, sql`c % ${passes} = ${pass}`)
      if (query === null) continue
      for await (const [credential = '', token = ''] of fieldsOf(theCase.engine.stream(query, 'TabSeparated'))) {
        if (seen.has(credential)) continue
        seen.add(credential)
        yield { credential, token: token === '>' ? TOO_LONG : token }
      }
    }
  }
}

/** Tokens by hash. Text that is none, for it holds other signs than a token may, is handed over as '?'. */
const queryOf = (theCase: Case, plans: ReadonlyMap<string, SourcePlan>, batch: Batch, inPass: Sql): Sql | null => {
  const plan = plans.get(batch.sources[0] ?? '')
  const files = manifestOf(theCase).filter(({ number }) => batch.files.includes(number))
  if (plan === undefined || plan.kind === UNREAD || batch.unread === true || files.length === 0) return null
  const program = programOf(plan, theCase.key)
  if (program.token === undefined) return null
  const { from } = readable(theCase.dir, files)
  const defined = inLayers(sql`(SELECT line FROM ${from})`, [
    ...program.definitions,
    { name: 'reject_reason', expression: program.reject },
    { name: 'token_text', expression: program.token },
    { name: 'token_hash', expression: program.columns.credential },
  ])
  return sql`
    SELECT toString(c), t FROM (
      SELECT token_hash AS c, multiIf(length(token_text) > ${LONGEST_TOKEN}, '>', match(token_text, '^[A-Za-z0-9_.-]*$'), token_text, '?') AS t
      FROM ${defined} WHERE reject_reason = '' AND startsWith(token_text, 'eyJ'))
    WHERE ${inPass} LIMIT 1 BY c SETTINGS ${KEEP_LAYERS}`
}

/** Tab-separated rows out of a stream of bytes that ends anywhere. */
const fieldsOf = async function* (bytes: AsyncIterable<Uint8Array>): AsyncIterable<readonly string[]> {
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.split('\t')
  }
  if (rest !== '') yield rest.split('\t')
}
