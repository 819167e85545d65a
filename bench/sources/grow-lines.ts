import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import type { Engine } from '../../src/engine/engine.ts'
import { bind, join, literal, type Sql, sql } from '../../src/engine/sql.ts'
import type { SourceKind } from '../../src/sources/source-kind.ts'
import { asBytes, type Example } from '../../test/sources/examples/example.ts'
import { planFor } from './compare-readings.ts'

/** What differs from line to line in any log: addresses, ids in paths, times. */
const SLOT =
  /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\b|(?<=\/)\d{4,8}\b(?![:/])|(?<=\d[T :])\d\d:\d\d:\d\d|\b1[67]\d{8}(?=\b|\d{3}\b|\d{6}\b|\d{9}\b|\.\d)/g

const valueOf = (slot: string): Sql => {
  if (slot.includes('.'))
    return sql`concat('198.', toString(18 + h % 2), '.', toString(intDiv(h, 7) % 256), '.', toString(1 + intDiv(h, 11) % 254))`
  if (slot.includes(':')) return sql`formatDateTime(toDateTime(n % 86400, 'UTC'), '%H:%i:%S')`
  return slot.length === 10 ? sql`toString(1760000000 + n % 5000000)` : sql`toString(100000 + cityHash64(n) % 9000000)`
}

/** A line as an expression over `n` and the hash `h` of its session. */
const template = (line: string): Sql => {
  const pieces: Sql[] = []
  let end = 0
  for (const { 0: slot, index } of line.matchAll(SLOT)) {
    pieces.push(sql`${bind('String', line.slice(end, index))}`, valueOf(slot))
    end = index + slot.length
  }
  return sql`concat(${join([...pieces, sql`${bind('String', line.slice(end))}`, sql`''`], ',')})`
}

/** Writes so many lines of a source, grown out of those of an example that are events; headings come first. */
export const growLines = async (
  engine: Engine,
  kind: SourceKind,
  example: Example,
  lines: number,
  file: string,
): Promise<void> => {
  const recognition = kind.recognise(example.lines, undefined)
  if (recognition === null) throw new Error(`${kind.id}: not recognised`)
  const plan = planFor(kind, recognition)
  const isEvent = (line: string): boolean => kind.read(asBytes(line), plan).reject === ''
  const first = example.lines.findIndex(isEvent)
  const headings = example.lines.filter((line, at) => at < first || line.startsWith('#'))
  const events = example.lines.filter(isEvent)
  const branches = events.map((line, i) => sql`n % ${events.length} = ${i}, ${template(line)}`)
  const text = events.length === 1 ? template(events[0] ?? '') : sql`multiIf(${join(branches, ',')}, '')`
  await engine.run(sql`
    INSERT INTO FUNCTION file(${literal(`${file}.part`)}, 'LineAsString', 'line String')
    SELECT ${text} FROM (SELECT number AS n, cityHash64(intDiv(number, 20)) AS h FROM numbers(${lines})) SETTINGS max_threads = 1, engine_file_truncate_on_insert = 1`)
  await writeFile(file, headings.map((line) => `${line}\n`).join(''))
  await appendFile(file, await readFile(`${file}.part`))
  await rm(`${file}.part`)
}
