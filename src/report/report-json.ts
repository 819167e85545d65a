import type { Report } from '../domain/report-model.ts'
import { reportSchema } from './report-schema.ts'

/** `report.json`: keys sorted, two spaces, 64-bit numbers as decimal strings, one final newline. */
export const renderJson = (report: Report): string => `${JSON.stringify(atTheEdge(report), null, 2)}\n`

/** The model back from `report.json`; throws a `ZodError` that names what does not fit. */
export const parseReport = (text: string): Report => reportSchema.parse(JSON.parse(text))

const atTheEdge = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(atTheEdge)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, atTheEdge(member)]),
  )
}
