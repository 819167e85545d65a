import type { SourceConfig } from '../../domain/case-config.ts'
import { withComposedTimes, withNanos } from '../shared/composed-times.ts'
import type { Recognition } from '../source-kind.ts'
import { columnsOf } from './flatten.ts'
import { formatPath } from './json-path.ts'
import { recogniseJsonLines } from './recognise.ts'
import { most } from './vocabulary.ts'

type Json = Readonly<Record<string, unknown>>

const DAY = /^(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|(?:19|20)\d{6})$/
/** A day, a clock, or both, in an order that is not that of ISO 8601. */
const PART = /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}$|(?:(?:오전|오후) )?\d{1,2}:\d\d|\d{6}$)/
/** Records that are looked at before all are. */
const FIRST = 20

/**
 * As `recogniseJsonLines`; where that finds no time, or one that is a day alone, with a time that is put together of a day
 * and a clock in two members (`date + time`), or whose order the values tell (`when (day/month/year)`), as in tables.
 */
export const recogniseTimed = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const found = recogniseJsonLines(lines, config)
  const written = lines.filter((line) => line.trim() !== '')
  if (config?.fields?.time !== undefined) return found
  if (found !== null && !isOfDays(written.slice(0, FIRST), found)) return finer(written.slice(0, FIRST), found)
  const records = written.flatMap(recordOf)
  const composed = timesOf(records)
  if (composed === null) return found
  const { name, times } = composed
  const again = recogniseJsonLines(
    records.map((record, i) => JSON.stringify({ [name]: times[i] ?? '', ...record })),
    config,
  )
  const from = formatPath([name])
  if (again?.fields.time?.from !== from) return found
  return {
    ...again,
    confidence: records.length / written.length,
    fields: { ...again.fields, time: { from: name, how: again.fields.time.how } },
  }
}

/** As found, with the nanoseconds that stand beside its seconds. */
const finer = (lines: readonly string[], found: Recognition): Recognition => {
  const columns = columnsOf(lines.flatMap(recordOf))
  const seconds = columns.find(({ from }) => from === found.fields.time?.from)
  const from = seconds === undefined ? null : withNanos(seconds, columns)
  return from === null || found.fields.time === undefined
    ? found
    : { ...found, fields: { ...found.fields, time: { ...found.fields.time, from } } }
}

export const recordOf = (line: string): readonly Json[] => {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Json] : []
  } catch {
    return []
  }
}

const isOfDays = (lines: readonly string[], { fields }: Recognition): boolean =>
  most(columnsOf(lines.flatMap(recordOf)).find(({ from }) => from === fields.time?.from)?.values ?? [], DAY)

/** What the composed time is called, and what it is in each record; null where there is none. */
const timesOf = (records: readonly Json[]): { readonly name: string; readonly times: readonly string[] } | null => {
  const parts = columnsOf(records).filter(({ values }) => most(values, PART))
  const rows = records.map((): Record<string, string> => Object.fromEntries(parts.map(({ from }) => [from, ''])))
  for (const { from, values, records: at } of parts)
    values.forEach((value, i) => {
      const row = rows[at[i] ?? -1]
      if (row !== undefined) row[from] = value
    })
  const made = withComposedTimes(rows)
  const [name] = Object.keys(made[0] ?? {})
  return name === undefined || parts.some(({ from }) => from === name)
    ? null
    : { name, times: made.map((row) => row[name] ?? '') }
}
