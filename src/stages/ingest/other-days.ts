import type { ManifestFile } from '../../domain/manifest.ts'
import { literal, sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { readable } from './evidence-lines.ts'
import { isOfTheFile } from './salvage.ts'

/** `3/11/2025 `, of which nobody knows whether it is in March or in November. */
const DATE = '[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:(?:19|20)[0-9]{2}|[0-9]{2}),?[ T][0-9]{1,2}:'
const WITHIN = 400
const MOST = 0.9
/** A log of more days than that has shown a day above 12. */
const DAYS = 400
const WIDTH = 16_384

/** Whether nearly all lines have such a date. */
export const haveUnorderedDates = (lines: readonly string[]): boolean => {
  const pattern = new RegExp(`(?:^|[^0-9/.-])${DATE}`)
  const written = lines.filter((line) => line.trim() !== '')
  const dated = written.filter((line) => pattern.test(line.slice(0, WITHIN)))
  return dated.length > 0 && dated.length >= MOST * written.length
}

/**
 * The first line of every day of a file whose first lines are of too few days to tell which number of their dates is the
 * month: the whole file is read once, where nothing less could read it. Empty of one that the engine cannot read through.
 */
export const otherDays = async (theCase: Case, file: ManifestFile): Promise<readonly string[]> => {
  const { from } = readable(theCase.dir, [file])
  try {
    const rows = await theCase.engine.rows<{ text: string }>(sql`
      SELECT toValidUTF8(substring(argMin(line, _row_number), 1, ${WIDTH})) AS text
      FROM (SELECT line, _row_number, extract(substring(line, 1, ${WITHIN}), ${literal(`(${DATE.replace(',?[ T][0-9]{1,2}:', '')})`)}) AS day FROM ${from})
      WHERE day != '' GROUP BY day ORDER BY min(_row_number) LIMIT ${DAYS}`)
    return rows.map(({ text }) => text)
  } catch (error) {
    if (!isOfTheFile(error, [file])) throw error
    return []
  }
}
