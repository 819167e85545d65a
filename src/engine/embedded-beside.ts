import { Session } from 'chdb'
import { queryParams } from './client-engine.ts'
import type { Engine } from './engine.ts'
import { engineError } from './engine-error.ts'
import { type EngineSettings, setStatement } from './settings.ts'
import type { Sql } from './sql.ts'

/**
 * A second connection to the same data: one connection runs one statement at a time. Opened before there is a statement
 * to run beside, for opening waits for whatever runs. The binding runs statements with parameters one after another, on
 * whatever connection; only one without any runs beside.
 */
export const besideEmbedded = (
  dir: string,
  settings: EngineSettings,
): { readonly rows: Engine['beside']; readonly close: () => void } => {
  const session = new Session(dir)
  session.query(setStatement({ ...settings, max_threads: 1 }))
  return {
    rows: async <Row>({ text, params }: Sql): Promise<readonly Row[]> => {
      try {
        const result = await (Object.keys(params).length === 0
          ? session.queryAsync(text, { format: 'JSONEachRow' })
          : session.queryBindAsync(text, queryParams({ text, params }), { format: 'JSONEachRow' }))
        const lines = result.text().split('\n')
        return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row)
      } catch (cause) {
        throw engineError(cause, 'embedded', dir)
      }
    },
    close: () => session.close(),
  }
}
