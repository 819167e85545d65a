import type { SourceConfig } from '../../domain/case-config.ts'
import { actFields } from '../shared/composed-acts.ts'
import type { Recognition } from '../source-kind.ts'
import { columnsOf } from './flatten.ts'
import { recogniseTimed, recordOf } from './composed-time.ts'

/** As requests or authentication events; where they are neither, as records of acts, if they say who did what to whom. */
export const recogniseWithActs = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const found = recogniseTimed(lines, config)
  if (found?.log !== 'access' || (found.fields.url ?? found.fields.path ?? found.fields.request) !== undefined)
    return found
  const records = lines.flatMap(recordOf)
  const acts = actFields(columnsOf(records), found.fields, records.length, ({ from }) => from)
  return acts === null ? found : { ...found, fields: acts }
}
