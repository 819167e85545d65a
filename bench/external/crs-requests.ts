import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Engine } from '../../src/engine/engine.ts'
import type { Figure } from './figure.ts'
import { syntaxOfTexts } from './syntax-of-texts.ts'

interface Request {
  readonly rule_id: number
  readonly uri: string | null
  readonly headers: Readonly<Record<string, string>> | null
  readonly data: unknown
  readonly encoded_request: unknown
  readonly expect_match: boolean | null
}

/** Families of rules (the first three digits) that concern what this detection asks about, and those that do not. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['930', 'files and paths'],
  ['931', 'remote file inclusion'],
  ['932', 'commands'],
  ['933', 'PHP'],
  ['934', 'other languages, templates, addresses inside'],
  ['942', 'SQL'],
  ['944', 'Java'],
  ['941', 'scripts for browsers (not asked about)'],
])

/** Headers that say nothing of their own. */
const PLAIN = new Set(['host', 'accept', 'connection', 'accept-encoding', 'accept-language', 'accept-charset', 'content-length', 'content-type', 'cache-control', 'keep-alive', 'origin', 'pragma', 'proxy-connection']) // biome-ignore format: a list

const isPlain = ([name, value]: readonly [string, string]): boolean =>
  PLAIN.has(name.toLowerCase()) || (name.toLowerCase() === 'user-agent' && value.includes('OWASP CRS test agent'))

const requestsIn = (folder: string): readonly Request[] =>
  readFileSync(path.join(folder, 'tests.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Request)

/** Whether what a rule should or should not see stands in the URI: no body, no header of its own. */
const showsInLog = ({ data, encoded_request: encoded, headers }: Request): boolean =>
  (data ?? '') === '' && (encoded ?? '') === '' && Object.entries(headers ?? {}).every(isPlain)

/** Requests of the OWASP CRS tests that an access log shows as they were, by family of rules. */
export const crsFigures = async (engine: Engine, folder: string): Promise<readonly Figure[]> => {
  const all = requestsIn(folder)
  const shown = all.filter((request) => request.expect_match !== null && showsInLog(request))
  const syntax = await syntaxOfTexts(
    engine,
    shown.map(({ uri }) => uri ?? ''),
  )
  const count = (isOf: (request: Request) => boolean, part: string, asks: string): Figure => {
    const found = shown.flatMap((request, i) => (isOf(request) ? [syntax[i] ?? ''] : []))
    return { set: 'crs-requests', part, asks, n: found.length, found: found.filter((one) => one !== '').length }
  }
  const family = ({ rule_id: id }: Request): string => String(id).slice(0, 3)
  return [
    { set: 'crs-requests', part: 'all', asks: 'requests an access log shows as they were', n: all.length, found: shown.length }, // biome-ignore format: one figure
    ...[...FAMILIES].flatMap(([id, name]) => [
      count((one) => family(one) === id && one.expect_match === true, `${id} ${name}, must match`, 'syntax seen'),
      count((one) => family(one) === id && one.expect_match === false, `${id} ${name}, must not`, 'syntax seen'),
    ]),
    count((one) => !FAMILIES.has(family(one)) && one.expect_match === true, 'protocol and others, must match', 'syntax seen'), // biome-ignore format: one figure
    count((one) => !FAMILIES.has(family(one)) && one.expect_match === false, 'protocol and others, must not', 'syntax seen'), // biome-ignore format: one figure
  ]
}
