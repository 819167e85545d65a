import path from 'node:path'
import { mayHoldSyntax, syntaxOf } from '../../src/detections/injection/syntax.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { literal, sql } from '../../src/engine/sql.ts'
import type { Figure } from './figure.ts'

/** Values of HttpParamsDataset by kind. The first look must not cost a value that the second knows: both have to see it. */
export const webParamFigures = async (engine: Engine, folder: string): Promise<readonly Figure[]> => {
  const rows = await engine.rows<{ type: string; n: string; known: string }>(sql`
    SELECT attack_type AS type, count() AS n, countIf(syntax != '' AND may) AS known FROM (
      SELECT attack_type, ${syntaxOf(sql`toValidUTF8(payload)`)} AS syntax, ${mayHoldSyntax(sql`encodeURLFormComponent(payload)`)} AS may
      FROM file(${literal(path.join(folder, 'payload_full.csv'))}, 'CSVWithNames', 'payload String, length UInt32, attack_type String, label String'))
    GROUP BY type ORDER BY type`)
  return rows.map(({ type, n, known }) => ({
    set: 'web-params',
    part: type,
    asks: 'syntax seen',
    n: Number(n),
    found: Number(known),
  }))
}
