import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Explained } from '../../src/stages/sigma/explain-event.ts'
import type { SigmaRun } from '../../src/stages/sigma.ts'
import { done, mapae, refused } from '../cli/fake-io.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-sigma-run-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const lineOf = (second: number, ip: string, request: string, status: number, agent = 'Mozilla/5.0'): string =>
  `${ip} - - [12/May/2025:03:00:${String(second).padStart(2, '0')} +0000] "${request}" ${status} 512 "-" "${agent}"`

const LOG = [
  ...Array.from({ length: 20 }, (_, i) => lineOf(i, `192.0.2.${1 + (i % 5)}`, `GET /products/${i} HTTP/1.1`, 200)),
  lineOf(30, '198.51.100.7', 'GET /.git/config HTTP/1.1', 404),
  lineOf(31, '198.51.100.7', 'GET /search?q=1%27+UNION+SELECT+1 HTTP/1.1', 200),
  lineOf(33, '198.51.100.7', 'GET /SEARCH?Q=union+select HTTP/1.1', 403),
  lineOf(50, '203.0.113.9', 'GET /index.html HTTP/1.1', 200, '-'),
]

const RULES = `title: Union in a query
id: 11111111-1111-4111-8111-111111111111
author: Hong Gildong
license: DRL-1.1
level: high
logsource: {category: webserver}
detection:
  union: {cs-uri-query|contains: 'UNION+SELECT'}
  refused: {sc-status: 403}
  condition: union and not refused
---
title: No agent
logsource: {category: webserver}
detection:
  none: {c-useragent: ''}
  condition: none
---
title: Git by keyword
logsource: {category: webserver}
detection:
  words: ['get /.GIT/']
  condition: words
---
title: Anything from one address
name: any
logsource: {category: webserver}
detection:
  s: {cs-method: GET}
  condition: s
---
title: Three in four seconds
author: Kim Cheolsu
correlation: {type: event_count, rules: [any], group-by: [src_ip], timespan: 4s, condition: {gte: 3}}
---
title: Cookies
logsource: {category: webserver}
detection:
  s: {cs-cookie|contains: x}
  condition: s
---
title: Log-ins
logsource: {product: breach, category: auth}
detection:
  s: {action: logon-failed}
  condition: s
---
title: Processes
logsource: {product: windows, category: process_creation}
detection:
  s: {Image|endswith: '\\cmd.exe'}
  condition: s
`

beforeAll(async () => {
  mkdirSync(at('rules'))
  writeFileSync(at('access.log'), `${LOG.join('\n')}\n`)
  writeFileSync(at('rules', 'web.yml'), RULES)
  writeFileSync(
    at('rules', 'bad.yml'),
    'title: Bad\nlogsource: {category: webserver}\ndetection:\n  a: {f|re: "(?=x)"}\n  condition: a\n',
  )
  await done('init', '--case', at('case'))
  await done('acquire', '--case', at('case'), at('access.log'))
  await done('ingest', '--case', at('case'))
})

const sigma = (action: string, ...argv: readonly string[]): Promise<string> =>
  done('sigma', action, at('rules', 'web.yml'), '--case', at('case'), ...argv)

describe('mapae sigma run', () => {
  it('counts the matches of each rule, with its author and the lines of evidence', async () => {
    const run = JSON.parse(await sigma('run', '--json')) as SigmaRun
    const found = Object.fromEntries(run.matches.map((match) => [match.credit.title, match]))
    expect(Object.keys(found)).toEqual(['Union in a query', 'No agent', 'Git by keyword', 'Three in four seconds'])
    expect(found['Union in a query']).toMatchObject({
      matches: '1',
      level: 'high',
      first: '2025-05-12T03:00:31.000000Z',
      credit: { author: 'Hong Gildong', license: 'DRL-1.1' },
      examples: [{ file: at('access.log'), line: '22' }],
    })
    expect(found['No agent']?.matches).toBe('1')
    expect(found['Git by keyword']?.examples).toEqual([{ file: at('access.log'), line: '21' }])
  })
  it('tells a correlation by group, and not the rule that only serves it', async () => {
    const run = JSON.parse(await sigma('run', '--json')) as SigmaRun
    const burst = run.matches.find(({ kind }) => kind === 'correlation')
    expect(burst).toMatchObject({ matches: '1', groups: '1', credit: { author: 'Kim Cheolsu' } })
    expect(burst?.foremost).toMatchObject([
      { keys: ['198.51.100.7'], measure: '3', last: '2025-05-12T03:00:33.000000Z' },
    ])
  })
  it('says which rules could not be asked, and why', async () => {
    const run = JSON.parse(await sigma('run', '--json')) as SigmaRun
    expect(run.asked).toBe(5)
    expect(run.notRun.map(({ credit, reasons }) => [credit.title, reasons.map(({ code }) => code)])).toEqual([
      ['Cookies', ['sigma-coverage/no-such-field']],
      ['Log-ins', ['sigma-coverage/no-such-source']],
      ['Processes', ['sigma-coverage/no-such-source']],
    ])
  })
  it('prints the same for people, in both languages', async () => {
    expect(await sigma('run')).toContain('high  1 × Union in a query  by Hong Gildong')
    expect(await sigma('run', '--lang', 'ko')).toContain('작성자 Hong Gildong')
  })
})

describe('mapae sigma explain', () => {
  it('shows the parts that decided, for a match and for none', async () => {
    const matched = await sigma('explain', '--line', '1:22')
    expect(matched).toContain('Event 1:22 matches "Union in a query" by Hong Gildong:')
    expect(matched).toMatch(
      /✓ cs-uri-query is "\*UNION\+SELECT\*": the value is "q=1%27\+UNION\+SELECT\+1" \[.*web\.yml:8:11\]/,
    )
    const not = await sigma('explain', '--line', '1:23')
    expect(not).toContain('Event 1:23 does not match "Union in a query"')
    expect(not).toMatch(/✗ NOT\n +✓ refused\n +✓ sc-status = 403: the value is "403"/)
  })
  it('agrees with the run on every line and rule', async () => {
    const run = JSON.parse(await sigma('run', '--json')) as SigmaRun
    const matched = new Map<string, string[]>()
    for (const place of [1, 20, 21, 22, 23, 24]) {
      const rows = JSON.parse(await sigma('explain', '--json', '--line', `1:${place}`)) as Explained[]
      for (const { credit } of rows.filter((row) => row.matched))
        matched.set(credit.title, [...(matched.get(credit.title) ?? []), String(place)])
    }
    for (const title of ['Union in a query', 'No agent', 'Git by keyword']) {
      const found = run.matches.find(({ credit }) => credit.title === title)
      expect([title, matched.get(title)]).toEqual([title, found?.examples.map(({ line }) => line)])
    }
  })
  it('also takes an event as JSON', async () => {
    writeFileSync(at('event.json'), '{"cs-uri-query": "union+SELECT", "sc-status": 200}')
    expect(await sigma('explain', '--event', at('event.json'))).toContain('Event 1 matches "Union in a query"')
  })
})

describe('mapae sigma check', () => {
  it('names file, line and column of every error, and ends with 1; one bad rule does not sink the set', async () => {
    const { code, out, err } = await mapae(['sigma', 'check', at('rules')])
    expect(code).toBe(1)
    expect(out).toMatch(/bad\.yml:4:13: error: .*looks around/)
    expect(err).toMatch(/^7 rules, 1 correlation, 0 filters can run; 1 document rejected: 1 error,/)
    expect((await mapae(['sigma', 'check', at('rules', 'web.yml')])).code).toBe(0)
  })
})

describe('mapae sigma compile and coverage', () => {
  it('print SQL with its parameters', async () => {
    const text = await sigma('compile')
    expect(text).toContain('-- Union in a query (11111111-1111-4111-8111-111111111111) Hong Gildong')
    expect(text).toContain('= "union+select"')
  })
  it('say what can run where', async () => {
    const good = await sigma('coverage')
    expect(good).toMatch(/5 can run on webserver\./)
    expect(good).not.toContain('no rule')
    const all = await done('sigma', 'coverage', at('rules'))
    expect(all).toContain('1 document is no rule. See: mapae sigma check')
  })
})

describe('mapae sigma', () => {
  it('refuses what it does not know', async () => {
    expect(await refused('sigma', 'guess', at('rules'))).toContain('There is no "mapae sigma guess"')
    expect(await refused('sigma', 'run', at('none'))).toContain('none cannot be read')
    expect(await refused('sigma', 'explain', at('rules'))).toContain('Say which event')
    expect(await refused('sigma', 'explain', at('rules'), '--line', 'x')).toContain('is no line of the evidence')
    expect(await refused('sigma', 'explain', at('rules'), '--line', '1:25', '--case', at('case'))).toContain(
      'The case holds no line 1:25.',
    )
  })
})
