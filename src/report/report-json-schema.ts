import { z } from 'zod'
import { reportSchema } from './report-schema.ts'

/** The number in `schema: 'mapae/report/1'`; it rises when a reader of the old one would read the new one wrongly. */
const VERSION = 1

/** JSON Schema 2020-12 of `report.json`; published as `docs/report.schema.json`. */
export const reportJsonSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, ...body } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input', reused: 'ref' })
  return {
    $schema,
    $id: `https://mapae.example/schema/report/${VERSION}`,
    title: `Mapae report, version ${VERSION}`,
    description: 'Whole numbers that can pass 2^53 are decimal strings. Times are ISO 8601, UTC.',
    ...body,
  }
}

export const renderReportJsonSchema = (): string => `${JSON.stringify(reportJsonSchema(), null, 2)}\n`
