import type { SourceConfig } from '../../domain/case-config.ts'
import { sql } from '../../engine/sql.ts'
import { compileFlat, readFlat, recogniseFlat } from '../shared/flat-source.ts'
import { pairSql, pairsSql, plainPair, plainPairs } from '../shared/pairs.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import type { Recognition, SourceKind } from '../source-kind.ts'

const SEPARATOR = ' '
const utf8 = (name: string): string => Buffer.from(name).toString('latin1')

export const logfmt: SourceKind = {
  id: 'logfmt',
  title: 'logfmt pairs',
  description: 'One record a line, `name=value` pairs between spaces, values in quotes where they hold spaces.',
  generic: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) =>
    compileFlat(plan, key, {
      definitions: [{ name: 'pairs', expression: pairsSql(sql`trim(TRAILING '\\r' FROM line)`, SEPARATOR) }],
      value: (name) => (name === LEADING ? sql`pairs[1]` : pairSql(sql`pairs`, name, SEPARATOR)),
      rejects: [{ when: sql`NOT arrayExists(x -> position(x, '=') > 1, pairs)`, reason: 'not-this-format' }],
    }),
  read: (line, plan) => {
    const pairs = plainPairs(line.replace(/\r+$/, ''), SEPARATOR)
    return readFlat(line, plan, {
      value: (name) => (name === LEADING ? (pairs[0] ?? '') : plainPair(pairs, utf8(name), SEPARATOR)),
      reject: pairs.some((pair) => pair.indexOf('=') > 0) ? '' : 'not-this-format',
    })
  },
}

const NAME = /^[\p{L}_@][\p{L}\p{N}_.@/:-]*=/u
const FEWEST = 3
/** A time that stands before the pairs, without a name. */
const LEADING = '(time)'
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.,:+Z-]*$/

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  const rows = written
    .map((line) => plainPairs(line.replace(/\r$/, ''), SEPARATOR).filter((pair) => pair !== ''))
    .filter(
      (pairs) => pairs.length >= FEWEST && pairs.every((pair, i) => NAME.test(pair) || (i === 0 && TIME.test(pair))),
    )
  if (rows.length === 0) return null
  const records = rows.map((pairs) =>
    Object.fromEntries(
      pairs.map((pair, i) => {
        if (i === 0 && TIME.test(pair)) return [LEADING, pair]
        const name = pair.slice(0, pair.indexOf('='))
        return [name, plainPair(pairs, name, SEPARATOR)]
      }),
    ),
  )
  const recognition = recogniseFlat(records, config)
  if (recognition === null || Object.keys(recognition.fields).length < 2) return null
  return { ...recognition, confidence: rows.length / written.length, format: '' }
}
