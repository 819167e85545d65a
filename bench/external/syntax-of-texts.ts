import { decoded, mayHoldSyntax, syntaxOf } from '../../src/detections/injection/syntax.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { bind, sql } from '../../src/engine/sql.ts'

/** Of each text, as it stands in a request line, the syntax that the injection detection sees in it, or ''. */
export const syntaxOfTexts = async (engine: Engine, texts: readonly string[]): Promise<readonly string[]> => {
  const hex = texts.map((text) => Buffer.from(text).toString('hex'))
  const rows = await engine.rows<{ syntax: string }>(sql`
    SELECT if(${mayHoldSyntax(sql`raw`)}, ${syntaxOf(sql`text`)}, '') AS syntax FROM (
      SELECT raw, ${decoded(sql`raw`)} AS text, n FROM (
        SELECT arrayJoin(arrayZip(${bind('Array(String)', hex)}, range(${hex.length}))) AS one, unhex(one.1) AS raw, one.2 AS n)) ORDER BY n`)
  return rows.map(({ syntax }) => syntax)
}
