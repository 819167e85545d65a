import { Session } from 'chdb'
import { queryParams } from './client-engine.ts'
import type { Engine } from './engine.ts'
import { engineError } from './engine-error.ts'
import { type EngineSettings, setStatement } from './settings.ts'
import type { Sql } from './sql.ts'

/** A second connection to the same data, opened on first use: one connection runs one statement at a time. */
export const besideEmbedded = (
  dir: string,
  settings: EngineSettings,
): { readonly rows: Engine['beside']; readonly close: () => void } => {
  let session: Session | undefined
  const open = (): Session => {
    if (session === undefined) {
      session = new Session(dir)
      session.query(setStatement({ ...settings, max_threads: 1 }))
    }
    return session
  }
  return {
    rows: async <Row>({ text, params }: Sql): Promise<readonly Row[]> => {
      try {
        const result = await open().queryBindAsync(text, queryParams({ text, params }), { format: 'JSONEachRow' })
        const lines = result.text().split('\n')
        return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row)
      } catch (cause) {
        throw engineError(cause, 'embedded', dir)
      }
    },
    close: () => {
      session?.close()
      session = undefined
    },
  }
}
