import type { Bounds, Certificate, Count, Message } from '../../src/domain/report-model.ts'

export const EVIDENCE = '5f2d'.repeat(16)
export const ENGINE = '26.7.1.1'

/** Collects a certificate for every number it hands out, as the real composer does. */
export class Counter {
  readonly certificates: Certificate[] = []

  count(id: string, value: bigint, definition: Message = { code: 'count/lines-received', values: {} }): Count {
    this.#certify(id, definition, { n: value.toString() })
    return { value, certificate: id }
  }

  bounds(id: string, [confirmed, likely, possible]: readonly [bigint, bigint, bigint], definition: Message): Bounds {
    const texts = { confirmed: confirmed.toString(), likely: likely.toString(), possible: possible.toString() }
    this.#certify(id, definition, texts)
    return {
      confirmed: { value: confirmed, certificate: id },
      likely: { value: likely, certificate: id },
      possible: { value: possible, certificate: id },
    }
  }

  #certify(id: string, definition: Message, result: Readonly<Record<string, string>>): void {
    if (this.certificates.some((known) => known.id === id)) return
    const sql =
      'SELECT count() AS n\nFROM derived.view\nWHERE level IN {p1:Array(String)} AND length(route) < 99 AND status >= 200'
    this.certificates.push({
      id,
      definition,
      sql,
      params: { p1: ['confirmed', 'likely'] },
      evidence: EVIDENCE,
      engine: ENGINE,
      result: JSON.stringify(result),
    })
  }
}

export const message = (code: string, values: Message['values'] = {}): Message => ({ code, values })
