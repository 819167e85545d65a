import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IngestResult } from '../../src/stages/ingest.ts'
import { parseReport } from '../../src/report/report-json.ts'
import { done, mapae, refused } from './fake-io.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-cli-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)
const [logs, config, shop] = [at('sim', 'logs'), at('sim', 'case.yaml'), at('shop')]

afterAll(() => rmSync(root, { recursive: true, force: true }))

const rendered = (dir: string): readonly string[] =>
  ['report.json', 'report.html'].map((name) => readFileSync(path.join(dir, 'report', name), 'utf8'))

let investigated = ''

beforeAll(async () => {
  await done(
    'simulate',
    'stolen-key',
    '--shape',
    'numbered-mall',
    '--members',
    '400',
    '--days',
    '3',
    '--out',
    at('sim'),
  )
  investigated = await done('investigate', logs, '--case', shop, '--config', config)
})

describe('investigate', () => {
  it('prints the ledger, how sources were read, the summary, the detail and where the files are, in that order', () => {
    const places = [
      'Files received',
      '  balanced',
      'Sources and fields',
      'Verdict',
      'What the logs cover',
      'What was looked for',
      'Certificates',
      `Report: ${path.join(shop, 'report', 'report.html')}`,
      `Data: ${path.join(shop, 'report', 'report.json')}`,
    ].map((text) => investigated.indexOf(text))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(investigated.match(/Files received/g)).toHaveLength(1)
    expect(investigated).toMatch(/Unauthorised access is (?:confirmed|likely)\./)
  })

  it('run again takes nothing in, its report is the same to the byte, and with --json that is all it prints', async () => {
    const before = rendered(shop)
    const { code, out, err } = await mapae(['investigate', logs, '--case', shop, '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(rendered(shop)).toEqual(before)
    expect(out).toBe(before[0])
  })

  it('takes in only what is new', async () => {
    const [first = '', ...others] = readdirSync(path.join(logs, 'web1')).sort()
    mkdirSync(at('part'))
    cpSync(path.join(logs, 'web1', first), at('part', first))
    const received = async (): Promise<readonly string[]> => {
      await done('acquire', at('part'), '--case', at('grown'))
      const { ledger } = JSON.parse(await done('ingest', '--case', at('grown'), '--json')) as IngestResult
      return ledger.map((file) => String(file.received))
    }
    const before = await received()
    cpSync(path.join(logs, 'web1', others[0] ?? ''), at('part', others[0] ?? ''))
    const after = await received()
    expect([before.length, after.length]).toEqual([1, 2])
    expect(after[0]).toBe(before[0])
    const loads = 'SELECT uniqExact(batch) AS n FROM evidence.log_line'
    expect(await done('query', loads, '--json', '--case', at('grown'))).toBe('{"n":"2"}\n')
  })

  it('that finds nothing ends with 0 whatever --fail-on says', async () => {
    writeFileSync(at('quiet.log'), '192.0.2.1 - - [01/Mar/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8"\n')
    const { code } = await mapae(['investigate', at('quiet.log'), '--case', at('quiet'), '--fail-on', 'possible'])
    expect(code).toBe(0)
  })
})

describe('report', () => {
  it('looks at the period that is asked for, in the zone of the case, and ends with 1 for --fail-on', async () => {
    const period = ['--from', '2025-10-28', '--to', '2025-10-29T12:00:00Z']
    const { code, out } = await mapae(['report', '--case', shop, '--json', ...period, '--fail-on', 'possible'])
    const report = parseReport(out)
    expect(report.case).toMatchObject({ from: '2025-10-27T15:00:00.000000Z', to: '2025-10-29T12:00:00.000000Z' })
    expect({ answer: report.verdict.answer, code }).toEqual({ answer: 'found', code: 1 })
    expect(await refused('report', '--case', shop, '--from', '2025-10-29', '--to', '2025-10-28')).toMatch(
      /^The period from .* is empty/,
    )
  })

  it('speaks Korean when asked to, and prints no more than the summary when asked to', async () => {
    const { out, err } = await mapae(['report', '--case', shop, '--summary', '--lang', 'ko'])
    expect(out).toContain('무단 접근')
    expect(out).toContain('보고서: ')
    expect(out).not.toContain('SHA-256')
    expect(out).not.toContain('인증서 번호')
    expect(err).toContain('침해 탐지')
  })
})

describe('the stages one by one', () => {
  it('init, acquire, ingest, detect and report come to the same as investigate', async () => {
    const dir = at('steps')
    expect(await done('init', '--case', dir, '--config', config)).toContain('mapae investigate PATH…')
    expect(await done('init', '--case', dir)).toContain('is there already')
    const registered = await done('acquire', logs, '--case', dir)
    expect(registered).toMatch(/^[0-9a-f]{64} {2}[\d,]+ bytes {2}\//)
    expect(registered).toMatch(/Registered \d+ new files; \d+ in the case\.\n$/)
    expect(await done('acquire', logs, '--case', dir)).toMatch(/ {2}\(in the case already\)\nRegistered 0 new files/)
    expect(await done('ingest', '--case', dir)).toContain('Sources and fields')
    const detected = await mapae(['detect', '--case', dir, '--fail-on', 'possible'])
    expect(detected.code).toBe(1)
    expect(detected.out).toContain('What was looked for')
    await done('report', '--case', dir)
    expect(rendered(dir)).toEqual(rendered(shop))
  })

  it('detect leaves the tables that certificates speak of alone', async () => {
    const exposed = (): Promise<string> => done('query', 'SELECT count() FROM derived.exposure', '--case', shop)
    const before = await exposed()
    await done('detect', '--case', shop, '--from', '2025-10-29')
    expect(await exposed()).toBe(before)
    expect(await done('query', "SELECT name FROM system.databases WHERE name = 'looked'", '--case', shop)).toBe(
      'name\n',
    )
  })

  it('each refuses a folder that is no case, and one where nothing is loaded', async () => {
    for (const command of ['ingest', 'detect', 'report', 'verify', 'affected'])
      expect(await refused(command, '--case', at('nowhere'))).toMatch(
        /nowhere is not a case\. Make one with: mapae init/,
      )
    expect(existsSync(at('nowhere'))).toBe(false)
    await done('init', '--case', at('empty'))
    for (const command of ['ingest', 'detect', 'report'])
      expect(await refused(command, '--case', at('empty'))).toMatch(/^No line of the files given could be read/)
    expect(await refused('affected', '--case', at('empty'))).toMatch(/^There is no report in .*empty yet/)
  })
})

describe('verify', () => {
  it('prints a line a check, and notices another seal and a changed byte', async () => {
    const out = await done('verify', '--case', shop)
    expect(out.match(/^✓ {2}/gm)).toHaveLength(8)
    const sealed = /seal ([0-9a-f]{64})\.\n$/.exec(out)?.[1] ?? ''
    cpSync(shop, at('tampered'), { recursive: true, verbatimSymlinks: true })
    appendFileSync(at('tampered', 'report', 'report.json'), ' ')
    const changed = await mapae(['verify', '--case', at('tampered'), '--seal', sealed.replaceAll(/./g, '0'), '--json'])
    expect(changed.code).toBe(1)
    const { failures } = JSON.parse(changed.out) as { failures: readonly { code: string; values: object }[] }
    expect(failures).toContainEqual({ code: 'seal/other-root', values: { expected: '0'.repeat(64), found: sealed } })
    expect(failures.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['seal/file-changed', 'verify/rendered-changed']),
    )
  })

  it('of a report that is another in most of its lines prints fifty a check, and how many more', async () => {
    cpSync(shop, at('other'), { recursive: true, verbatimSymlinks: true })
    const [report = ''] = rendered(shop)
    writeFileSync(at('other', 'report', 'report.json'), report.replaceAll('"2025-', '"2024-'))
    const { code, out } = await mapae(['verify', '--case', at('other')])
    expect(code).toBe(1)
    const bullets = out.split('\n').filter((line) => line.startsWith('   · '))
    const more = bullets.flatMap((line) => /… and ([\d,]+) more: mapae verify --json$/.exec(line)?.[1] ?? [])
    const failures = Number(/^(\d+) things do not hold\.$/m.exec(out)?.[1])
    expect(more).toHaveLength(1)
    expect(bullets.length - 1 + Number(more[0]?.replaceAll(',', ''))).toBe(failures)
  })

  it('of a case without a report says what could not be checked, and does not pass', async () => {
    await done('acquire', at('quiet.log'), '--case', at('unreported'))
    await done('ingest', '--case', at('unreported'))
    const { code, out } = await mapae(['verify', '--case', at('unreported')])
    expect(code).toBe(2)
    expect(out).toMatch(/There is no report\/report\.json[^]*not everything could be checked\.\n$/)
  })
})

describe('affected', () => {
  it('lists as many accounts as the report counts, in three formats', async () => {
    const { impact } = parseReport(rendered(shop)[0] ?? '')
    const csv = (await done('affected', '--case', shop)).trimEnd().split('\n')
    expect(csv[0]).toBe('"account","level","categories","routes","first_exposure","last_exposure","views"')
    expect(csv.length - 1).toBe(Number(impact.accounts.possible.value))
    const rows = (await done('affected', '--case', shop, '--format', 'jsonl')).trimEnd().split('\n')
    expect(rows.length).toBe(csv.length - 1)
    const confirmed = rows.filter((row) => (JSON.parse(row) as { level: string }).level === 'confirmed')
    expect(confirmed.length).toBe(Number(impact.accounts.confirmed.value))
    await done('affected', '--case', shop, '--format', 'parquet', '--out', at('a.parquet'))
    expect(readFileSync(at('a.parquet')).subarray(0, 4).toString()).toBe('PAR1')
    expect(await refused('affected', '--case', shop, '--out', at('no', 'such', 'folder'))).toContain(
      'cannot be written (ENOENT)',
    )
  })
})

describe('query', () => {
  const query = (sql: string, ...options: readonly string[]): Promise<string> =>
    done('query', sql, '--case', shop, ...options)

  it('prints rows under their names', async () => {
    expect(await query('SELECT 1 AS one, 2 AS two; ')).toBe('one\ttwo\n1\t2\n')
    expect(await query('SELECT number AS n FROM numbers(200000)')).toMatch(/^n\n0\n(?:\d+\n){199998}199999\n$/)
    expect(await query('SELECT 1 AS one WHERE 0 -- nothing')).toBe('one\n')
    expect(await query('SHOW TABLES FROM evidence')).toBe('name\nduplicate\nevent\nlog_line\ntoken_check\n')
    expect(await query('SELECT 1 AS one', '--format', 'CSVWithNames')).toBe('"one"\n1\n')
    expect(await query('SELECT 1 AS one', '--json')).toBe('{"one":1}\n')
  })

  it('cannot change anything, and says in one line what the engine refused', async () => {
    for (const sql of [
      'INSERT INTO evidence.duplicate VALUES (1, 1, 1, 1)',
      'DROP TABLE evidence.log_line',
      'SET readonly = 0',
      "SELECT * FROM file('/etc/hostname', 'LineAsString')",
    ])
      expect(await refused('query', sql, '--case', shop)).toMatch(
        /^The engine refused a query: .*readonly|^(?:INSERT|DROP|SET|file\(\)) is refused: /,
      )
    expect(await refused('query', ' ', '--case', shop)).toMatch(/^SQL is missing/)
    expect(await refused('query', 'SELECT 1', '--case', shop, '--format', 'TSV SETTINGS x')).toContain(
      'not the name of a',
    )
    expect(await refused('query', 'SELECT 1', '--case', shop, '--format', 'Nope')).toMatch(
      /^The engine refused a query: Unknown format Nope\.[^(]*\(UNKNOWN_FORMAT\)$/,
    )
    expect(await refused('query', 'SELECTT 1', '--case', shop)).toMatch(
      /^The engine refused a query: Syntax error: failed at position 9/,
    )
  })

  it('shows a person what the attacker wrote, and lets none of it steer the terminal', async () => {
    const sql = "SELECT unhex('1b5b324a') AS a, unhex('e280ae') AS b"
    const onTerminal = await mapae(['query', sql, '--case', shop, '--format', 'TSVRaw'], { terminal: true })
    expect(onTerminal.out.replaceAll('\r\u001b[K', '')).toBe('\\x1b[2J\t\\u{202e}\n')
    expect((await mapae(['query', sql, '--case', shop, '--format', 'TSVRaw'])).out).toBe('\u001b[2J\t\u202e\n')
  })
})
