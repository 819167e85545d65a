import type { Scene } from '../detections/scene.ts'
import type { Certificate, Message } from '../domain/report-model.ts'
import type { Sql } from '../engine/sql.ts'

export const DERIVED_DATABASE = 'derived'

/**
 * Counts, and keeps for every number how it was counted. The SQL is kept as an examiner would run it: over the case's
 * own derived tables, whichever database it was computed in.
 */
export class Certifier {
  readonly certificates: Certificate[] = []
  readonly #scene: Scene
  readonly #evidence: string
  readonly #engine: string

  constructor(scene: Scene, evidence: string, engine: string) {
    this.#scene = scene
    this.#evidence = evidence
    this.#engine = engine
  }

  /** Runs a one-row query of integer columns; `id` names the certificate. */
  async counts(id: string, definition: Message, query: Sql): Promise<Readonly<Record<string, bigint>>> {
    const row = await this.#scene.engine.row<Record<string, string | number>>(query)
    const values = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, BigInt(value)]))
    this.#keep(
      id,
      definition,
      query,
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
    )
    return values
  }

  /** As `counts`, for a row of text. */
  async texts(id: string, definition: Message, query: Sql): Promise<Readonly<Record<string, string>> | null> {
    const [row] = await this.#scene.engine.rows<Record<string, string>>(query)
    this.#keep(id, definition, query, row ?? {})
    return row ?? null
  }

  #keep(id: string, definition: Message, query: Sql, result: Readonly<Record<string, string>>): void {
    const text = query.text.replaceAll(`${this.#scene.derived.database.text}.`, `${DERIVED_DATABASE}.`)
    this.certificates.push({
      id,
      definition,
      sql: text.replace(/\n\s+/g, '\n').trim(),
      params: Object.fromEntries(
        Object.entries(query.params).map(([name, value]) => [
          name,
          typeof value === 'bigint' ? value.toString() : value,
        ]),
      ),
      evidence: this.#evidence,
      engine: this.#engine,
      result: JSON.stringify(Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)))),
    })
  }
}
