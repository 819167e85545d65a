import type { ManifestFile } from '../../domain/manifest.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { batchesOf, readable } from './evidence-lines.ts'
import { isOfTheFile } from './salvage.ts'

const LINES = 2000
/** Longer lines are cut in the sample only. */
const WIDTH = 16_384

const TEXT = sql`toValidUTF8(substring(line, 1, ${WIDTH}))`
/** Nothing is read ahead: of a large file only the beginning is wanted. */
const IN_ORDER = sql`SETTINGS max_threads = 1, input_format_parallel_parsing = 0`

/** The first lines of a file, for recognition; invalid UTF-8 replaced, in the sample only. */
export const sampleLines = async (theCase: Case, file: ManifestFile): Promise<readonly string[]> => {
  const { from } = readable(theCase.dir, [file])
  const rows = await theCase.engine.rows<{ text: string }>(
    sql`SELECT ${TEXT} AS text FROM ${from} LIMIT ${LINES} ${IN_ORDER}`,
  )
  return rows.map(({ text }) => text)
}

export interface Sample {
  readonly file: ManifestFile
  readonly lines: readonly string[]
  /** What the engine said where it could not read the file. */
  readonly error: unknown
}

/** Of so small files many are read by one statement. */
const SMALL = 256n * 1024n
const SMALL_PACKED = 32n * 1024n
const TOGETHER_BYTES = 8n * 1024n * 1024n
const TOGETHER_FILES = 256

/** The first lines of many files, in their order. */
export const sampleEach = async function* (theCase: Case, files: readonly ManifestFile[]): AsyncIterable<Sample> {
  for (const group of groupsOf(files)) {
    const together = group.length > 1 ? await sampleTogether(theCase, group) : null
    for (const file of group) {
      const lines = together?.get(file.number)
      yield lines === undefined ? await sampleOne(theCase, file) : { file, lines, error: null }
    }
  }
}

const groupsOf = (files: readonly ManifestFile[]): readonly (readonly ManifestFile[])[] => {
  const runs: ManifestFile[][] = []
  for (const file of files) {
    const last = runs.at(-1)
    if (last?.[0] !== undefined && isSmall(file) && isSmall(last[0])) last.push(file)
    else runs.push([file])
  }
  return runs.flatMap((run) => batchesOf(run, TOGETHER_BYTES, TOGETHER_FILES))
}

const isSmall = ({ bytes, compression }: ManifestFile): boolean =>
  BigInt(bytes) <= (compression === '' ? SMALL : SMALL_PACKED)

const sampleOne = async (theCase: Case, file: ManifestFile): Promise<Sample> => {
  try {
    return { file, lines: await sampleLines(theCase, file), error: null }
  } catch (error) {
    if (!isOfTheFile(error, [file])) throw error
    return { file, lines: [], error }
  }
}

/** Null where one of them cannot be read: which one, reading them one by one tells. */
const sampleTogether = async (
  theCase: Case,
  files: readonly ManifestFile[],
): Promise<ReadonlyMap<number, readonly string[]> | null> => {
  try {
    const rows = await theCase.engine.rows<{ file: number; lines: readonly string[] }>(manyFrom(theCase, files))
    return new Map(rows.map(({ file, lines }) => [Number(file), lines]))
  } catch (error) {
    if (!isOfTheFile(error, files)) throw error
    return null
  }
}

const manyFrom = (theCase: Case, files: readonly ManifestFile[]): Sql => {
  const { from, number } = readable(theCase.dir, files)
  return sql`
    SELECT ${number} AS file, arrayMap(row -> row.2, arraySort(groupArray((_row_number, ${TEXT})))) AS lines
    FROM ${from} WHERE _row_number < ${LINES} GROUP BY file`
}
