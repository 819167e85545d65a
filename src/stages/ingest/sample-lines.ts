import type { ManifestFile } from '../../domain/manifest.ts'
import { sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { readable } from './evidence-lines.ts'

const LINES = 2000
/** Longer lines are cut in the sample only. */
const WIDTH = 16_384

/** The first lines of a file, for recognition; invalid UTF-8 replaced, in the sample only. */
export const sampleLines = async (theCase: Case, file: ManifestFile): Promise<readonly string[]> => {
  const { from } = readable(theCase.dir, [file])
  const rows = await theCase.engine.rows<{ text: string }>(sql`
    SELECT toValidUTF8(substring(line, 1, ${WIDTH})) AS text FROM ${from} LIMIT ${LINES}
    SETTINGS max_threads = 1, input_format_parallel_parsing = 0`)
  return rows.map(({ text }) => text)
}
