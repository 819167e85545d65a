import type { SourceConfig } from '../../domain/case-config.ts'
import { columnsOf } from '../json-lines/flatten.ts'
import { recogniseRecords } from '../json-lines/recognise.ts'
import type { SourceKind } from '../source-kind.ts'
import { plainTime } from './plain/plain-time.ts'
import { carriesOffset, timeStyleOf } from './times.ts'
import { type Collected, inCollectedZone } from './collected-zone.ts'
import { bestInside, type Inside, innerText, isOfSentences, LEAST_INSIDE, timed } from './inner-line.ts'

/** What stores of logs (Loki, CloudWatch, Elastic, Google, Azure, Purview, journald, Splunk, Kafka, OpenTelemetry) call the line that somebody else wrote. */
const LINE =
  /(?:^|_)(?:line|message|msg|log|text_payload|content|body|text|event|raw|properties|audit_data|payload|body_string_value)$/
/** The place of a time that is put before the line, where that has none. */
export const OWN_TIME = '-'

export interface Enveloped extends Inside {
  /** The column of the line, and of the time or `OWN_TIME`, as paths. */
  readonly line: string
  readonly time: string
}

const WHO = ['src_ip', 'principal', 'credential'] as const

const JOURNAL_TIME = '__REALTIME_TIMESTAMP'

/** Of a record of systemd's journal when it came: what begins with an underscore tells of the process, not of what it said. */
const saidOf = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  JOURNAL_TIME in record
    ? Object.fromEntries(Object.entries(record).filter(([name]) => name === JOURNAL_TIME || !name.startsWith('_')))
    : record

/** The last time that records tell: a line inside whose own has no year is not of a later day. */
const newestOf = (times: readonly string[]): string | undefined => {
  const style = timeStyleOf(times)
  const moments = style === null ? [] : times.flatMap((time) => plainTime(time, style, 'UTC') ?? [])
  const last = moments.reduce<bigint | null>((most, at) => (most === null || at > most ? at : most), null)
  return last === null ? undefined : new Date(Number(last / 1000n)).toISOString()
}

/** Lines with the times that their records tell, where these say their offset. */
const collectedAt = (messages: readonly string[], times: readonly string[]): readonly Collected[] => {
  const style = times.length === messages.length ? timeStyleOf(times) : null
  if (style === null || !carriesOffset(style, times)) return []
  return messages.map((message, i) => ({ message, at: plainTime(times[i] ?? '', style, 'UTC') }))
}

/** The line of another source that records keep as one of their values, where it says more than they do and they name no request. */
export const envelopedIn = (
  inner: readonly SourceKind[],
  records: readonly Readonly<Record<string, unknown>>[],
  written: number,
  config: SourceConfig | undefined,
): Enveloped | null => {
  const columns = columnsOf(records)
  const held = columns.filter(
    ({ from, words, values }) => LINE.test(words) && !from.includes(' ') && values.length >= LEAST_INSIDE * written,
  )
  if (held.length === 0) return null
  const outer = recogniseRecords(records.map(saidOf), undefined)?.fields ?? {}
  if ((outer.url ?? outer.path ?? outer.method) !== undefined) return null
  const time = outer.time?.from ?? OWN_TIME
  const times = columns.find(({ from }) => from === time)?.values ?? []
  const newest = newestOf(times)
  for (const { from, values: texts } of held) {
    const values = texts.map(innerText)
    for (const before of times.length === values.length ? [OWN_TIME, time] : [OWN_TIME]) {
      const messages = values.map((text, i) => (before === OWN_TIME ? text : timed(text, times[i] ?? '')))
      const found = bestInside(inner, messages, config, { modified: newest })
      if (found === null || Object.keys(found.recognition.fields).length <= Object.keys(outer).length) continue
      // The message is a request, and who asked stands beside it.
      if (outer.request !== undefined && WHO.some((one) => outer[one] !== undefined && found.recognition.fields[one] === undefined)) continue // biome-ignore format: one condition
      // A format that was read off the messages says nothing that a record does not that has the request and who made it.
      if (found.recognition.inferred === true && outer.request !== undefined && outer.src_ip !== undefined) continue
      if (isOfSentences(found) && (outer.src_ip ?? outer.principal ?? outer.credential) !== undefined) continue
      /** Of the records: what is left of them without their lines is a time. */
      const confidence = values.length / written
      const recognition = inCollectedZone(
        found.kind,
        { ...found.recognition, confidence },
        collectedAt(messages, times),
      )
      return { ...found, recognition, line: from, time: before }
    }
  }
  return null
}
