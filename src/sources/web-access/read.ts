import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { plainEvent } from '../shared/plain/plain-event.ts'
import { plainTime } from '../shared/plain/plain-time.ts'
import type { ByteString, PlainReading } from '../source-kind.ts'
import { cutLine } from './cut-line.ts'
import { parseFormat } from './format.ts'

/** What the compiled program says of a line, plainly. */
export const readWebAccess = (line: ByteString, plan: SourcePlan): PlainReading => {
  const format = parseFormat(plan.format)
  const values = cutLine(line, format)
  const valueOf = (field: EventField): ByteString | undefined => {
    const at = format.parts.findIndex(({ variable }) => `$${variable}` === plan.fields[field]?.from)
    return at < 0 ? undefined : (values?.[at] ?? '')
  }
  const raw: Partial<Record<EventField, ByteString>> = { host: '' }
  for (const field of Object.keys(plan.fields) as EventField[]) {
    const value = valueOf(field)
    if (value !== undefined) raw[field] = value
  }
  const time = plan.fields.time?.from
  const style = time === '$msec' ? 'epoch' : time === '$time_iso8601' ? 'iso' : 'clf'
  return plainEvent(line, {
    raw,
    time: plainTime(valueOf('time') ?? '', style, plan.zone),
    reject: values === null ? 'not-this-format' : '',
  })
}
