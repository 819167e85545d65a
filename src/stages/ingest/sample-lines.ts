import type { ManifestFile } from '../../domain/manifest.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
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

/** One in so many of the lines behind the first, as many as those: a prime, for logs have rounds of their own. */
const DEEPER = 61

/** Lines from further on: a log may begin at night, when nobody asks but crawlers, and say only by day who somebody is. */
export const sampleDeeper = async (theCase: Case, file: ManifestFile): Promise<readonly string[]> => {
  const { from } = readable(theCase.dir, [file])
  try {
    const rows = await theCase.engine.rows<{ text: string }>(
      sql`SELECT ${TEXT} AS text FROM ${from} WHERE _row_number >= ${LINES} AND _row_number % ${DEEPER} = 0 LIMIT ${LINES} ${IN_ORDER}`,
    )
    return rows.map(({ text }) => text)
  } catch (error) {
    if (!isOfTheFile(error, [file])) throw error
    return []
  }
}

export interface Sample {
  readonly file: ManifestFile
  readonly lines: readonly string[]
  /** Only some of the first lines. */
  readonly isThin: boolean
  /** What the engine said where it could not read the file. */
  readonly error: unknown
}

/** Of so small files many are read by one statement. */
const SMALL = 256n * 1024n
const SMALL_PACKED = 32n * 1024n
const TOGETHER_BYTES = 8n * 1024n * 1024n
const TOGETHER_FILES = 256

/** So many lines at the beginning, one in so many behind them, and the first of every shape are a thin sample. */
const THIN = 32
const ONE_IN = 16

/** The first lines of many files, in their order; of small ones that are probably as others were, a thin sample. */
export const sampleEach = async function* (
  theCase: Case,
  files: readonly ManifestFile[],
  isFamiliar: (file: ManifestFile) => boolean,
): AsyncIterable<Sample> {
  for (const group of groupsOf(files)) {
    const thin = new Set(group.filter(isFamiliar).map(({ number }) => number))
    const together = group.length > 1 ? await sampleTogether(theCase, group, thin) : null
    for (const file of group) {
      const lines = together?.get(file.number)
      yield lines === undefined
        ? await sampleOne(theCase, file)
        : { file, lines, isThin: thin.has(file.number), error: null }
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

/** The first lines of one file; where it cannot be read, what the engine said. */
export const sampleOne = async (theCase: Case, file: ManifestFile): Promise<Sample> => {
  try {
    return { file, lines: await sampleLines(theCase, file), isThin: false, error: null }
  } catch (error) {
    if (!isOfTheFile(error, [file])) throw error
    return { file, lines: [], isThin: false, error }
  }
}

/** Null where one of them cannot be read: which one, reading them one by one tells. */
const sampleTogether = async (
  theCase: Case,
  files: readonly ManifestFile[],
  thin: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly string[]> | null> => {
  try {
    const rows = await theCase.engine.rows<{ file: number; lines: readonly string[] }>(manyFrom(theCase, files, thin))
    return new Map(rows.map(({ file, lines }) => [Number(file), lines]))
  } catch (error) {
    if (!isOfTheFile(error, files)) throw error
    return null
  }
}

const manyFrom = (theCase: Case, files: readonly ManifestFile[], thin: ReadonlySet<number>): Sql => {
  const { from, number } = readable(theCase.dir, files)
  const isTaken = sql`_row_number < ${THIN} OR _row_number % ${ONE_IN} = 0 OR NOT has(${bind('Array(UInt32)', [...thin])}, file)`
  const row = sql`(_row_number, ${TEXT})`
  return sql`
    SELECT file, arrayMap(row -> row.2, arraySort(arrayDistinct(arrayFlatten(groupArray(rows))))) AS lines FROM (
      SELECT ${number} AS file, arrayPushBack(groupArrayIf(${row}, ${isTaken}), argMin(${row}, _row_number)) AS rows
      FROM ${from} WHERE _row_number < ${LINES} GROUP BY file, ${SHAPE})
    GROUP BY file SETTINGS input_format_parallel_parsing = 0`
}

/** By these signs lines of formats differ, and hardly those of one: the first line of every shape is in a thin sample too. */
const SHAPE = sql`countSubstrings(line, '"'), countSubstrings(line, '['), countSubstrings(line, '\t'), position(line, '{') > 0, match(line, '^[0-9]')`
