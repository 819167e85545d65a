import type { ClickHouseClient } from '@clickhouse/client'
import type { Engine } from './engine.ts'
import { type EngineError, engineError } from './engine-error.ts'
import type { ParamValue, Sql } from './sql.ts'

type QueryParams = Readonly<Record<string, string | number | boolean | readonly string[]>>

const isText = (value: readonly unknown[]): value is readonly string[] =>
  value.every((item) => typeof item === 'string')

/** Integers travel as decimal text, arrays of them too; the placeholder's type says what they are. */
const toParam = (value: ParamValue): QueryParams[string] => {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object') return value
  return isText(value) ? value : `[${value.join(',')}]`
}

export const queryParams = (query: Sql): QueryParams =>
  Object.fromEntries(Object.entries(query.params).map(([name, value]) => [name, toParam(value)]))

/** The half of the port that `@clickhouse/client` serves alike over either connection. */
export const clientEngine = (
  client: ClickHouseClient,
  kind: Engine['kind'],
  where: string,
): Pick<Engine, 'kind' | 'version' | 'rows' | 'row' | 'run'> => {
  const failed = (cause: unknown): EngineError => engineError(cause, kind, where)
  const rows = async <Row>(query: Sql): Promise<readonly Row[]> => {
    try {
      const result = await client.query({ query: query.text, query_params: queryParams(query), format: 'JSONEachRow' })
      return await result.json<Row>()
    } catch (cause) {
      throw failed(cause)
    }
  }
  const row = async <Row>(query: Sql): Promise<Row> => {
    const found = await rows<Row>(query)
    const [first] = found
    if (first === undefined || found.length > 1)
      throw failed(new Error(`expected one row, got ${found.length}: ${query.text}`))
    return first
  }
  return {
    kind,
    rows,
    row,
    version: async () => (await row<{ version: string }>({ text: 'SELECT version() AS version', params: {} })).version,
    run: async (statement) => {
      try {
        await client.command({ query: statement.text, query_params: queryParams(statement) })
      } catch (cause) {
        throw failed(cause)
      }
    },
  }
}
