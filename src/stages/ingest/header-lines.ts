import type { ManifestFile } from '../../domain/manifest.ts'
import { sql } from '../../engine/sql.ts'
import { SOURCES } from '../../sources/index.ts'
import type { Case } from '../../store/case.ts'
import { isDamage } from '../acquire/is-damage.ts'
import { readable } from './evidence-lines.ts'
import { nameOf, type RecognisedFile } from './group-files.ts'
import { recogniseLines } from './recognise-file.ts'
import { sampleLines } from './sample-lines.ts'

/**
 * Where lines of a file name the fields of those behind them (`#Fields:`), those lines may stand anywhere: all files of a
 * source are searched for them, and each is recognised again by all that were found.
 */
export const withHeaders = async (
  theCase: Case,
  recognised: readonly RecognisedFile[],
): Promise<readonly RecognisedFile[]> => {
  const found = new Map<string, Set<string>>()
  for (const one of recognised) {
    const prefix = headersOf(one)
    if (prefix === undefined) continue
    const lines = found.get(nameOf(one)) ?? new Set<string>()
    for (const line of await linesThatBegin(theCase, one.file, prefix).catch(noneOfDamaged)) lines.add(line)
    found.set(nameOf(one), lines)
  }
  return Promise.all(recognised.map((one) => again(theCase, one, found.get(nameOf(one)))))
}

/** A damaged file is told when it is loaded; what can be read of it then comes here as a file of its own. */
const noneOfDamaged = (error: unknown): readonly string[] => {
  if (!isDamage(error)) throw error
  return []
}

const headersOf = ({ config, recognised }: RecognisedFile): string | undefined =>
  config?.format === undefined ? SOURCES.find(({ id }) => id === recognised.kind)?.headers : undefined

const linesThatBegin = async (theCase: Case, file: ManifestFile, prefix: string): Promise<readonly string[]> => {
  const { from } = readable(theCase.dir, [file])
  const rows = await theCase.engine.rows<{ text: string }>(sql`
    SELECT text FROM (
      SELECT toValidUTF8(line) AS text, min(_row_number) AS first_row FROM ${from} WHERE startsWith(line, ${prefix}) GROUP BY text)
    ORDER BY first_row`)
  return rows.map(({ text }) => text)
}

const again = async (
  theCase: Case,
  one: RecognisedFile,
  headers: ReadonlySet<string> | undefined,
): Promise<RecognisedFile> => {
  if (headers === undefined || headersOf(one) === undefined) return one
  const lines = [...headers, ...(await sampleLines(theCase, one.file))]
  const best = recogniseLines(lines, { match: '', ...one.config, kind: one.recognised.kind }, one.about)
  return best === null ? one : { ...one, recognised: best }
}
