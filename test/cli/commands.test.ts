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
import type { Explanation } from '../../src/domain/explanation.ts'
import type { IngestResult } from '../../src/stages/ingest.ts'
import { parseReport } from '../../src/report/report-json.ts'
import { mapae } from './fake-io.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-cli-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)
const [logs, config, shop] = [at('sim', 'logs'), at('sim', 'case.yaml'), at('shop')]

afterAll(() => rmSync(root, { recursive: true, force: true }))

const done = async (...argv: readonly string[]): Promise<string> => {
  const { code, out, err } = await mapae(argv)
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  return out
}

const refused = async (...argv: readonly string[]): Promise<string> => {
  const { code, err } = await mapae(argv)
  expect(code).toBe(2)
  expect(err).not.toMatch(/^ +at /m)
  return (
    err
      .split('\n')
      .filter((line) => line !== '')
      .at(-1) ?? ''
  )
}

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
    expect(await done('acquire', logs, '--case', dir)).toMatch(/^Registered 0 new files/)
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
    const root = /seal ([0-9a-f]{64})\.\n$/.exec(out)?.[1] ?? ''
    cpSync(shop, at('tampered'), { recursive: true, verbatimSymlinks: true })
    appendFileSync(at('tampered', 'report', 'report.json'), ' ')
    const changed = await mapae(['verify', '--case', at('tampered'), '--seal', root.replaceAll(/./g, '0'), '--json'])
    expect(changed.code).toBe(1)
    const { failures } = JSON.parse(changed.out) as { failures: readonly { code: string; values: object }[] }
    expect(failures).toContainEqual({ code: 'seal/other-root', values: { expected: '0'.repeat(64), found: root } })
    expect(failures.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['seal/file-changed', 'verify/rendered-changed']),
    )
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
    expect(await query('SHOW TABLES FROM evidence')).toBe('name\nduplicate\nevent\nlog_line\n')
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
      expect(await refused('query', sql, '--case', shop)).toMatch(/^The engine refused a query: .*readonly/)
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

describe('sources', () => {
  it('lists the family and how the files of a case are read', async () => {
    const out = await done('sources', '--case', shop)
    for (const text of ['web-access', 'json-lines', 'Sources and fields', 'declared']) expect(out).toContain(text)
    expect(await done('sources', '--case', at('nowhere'))).not.toContain('Sources and fields')
  })

  it('explains a file: the choice, fields, what is missing, the first lines and the first that cannot be read', async () => {
    const lines = ['GET', 'POST'].map(
      (method, i) =>
        `192.0.2.${i} - - [01/Mar/2026:09:00:0${i} +0900] "${method} /orders/7 HTTP/1.1" 200 12 "-" "curl/8"`,
    )
    writeFileSync(at('a.log'), [...lines, ...lines, '\u001b[31mnot a line', ''].join('\n'))
    const out = await done('sources', '--explain', at('a.log'))
    expect(out).toContain('web-access: combined')
    expect(out).toContain('4 of the first 5 lines')
    expect(out).toMatch(/status +\$status +recognised/)
    expect(out).toMatch(/principal: no request names the account/)
    expect(out).toMatch(
      /Line 1\n.*\n.*\nkind +http\ntime +2026-03-01T00:00:00\.000000Z\nsrc_ip +192\.0\.2\.0\nmethod +GET\n/,
    )
    expect(out).toMatch(/Line 5\ncannot be read: .*\n\\x1b\[31mnot a line\n/)
    const [told] = JSON.parse(await done('sources', '--explain', at('a.log'), '--json')) as readonly Explanation[]
    expect(told).toMatchObject({
      sampled: 5,
      parsed: 4,
      plan: { kind: 'web-access' },
      missing: ['principal', 'credential'],
    })
  })

  it('goes by the case.yaml that is named, and says when no format fits', async () => {
    writeFileSync(at('b.log'), '200|192.0.2.7|2026-03-01T00:00:00Z|GET /x HTTP/1.1\n')
    expect((await mapae(['sources', '--explain', at('b.log')])).out).toContain('fits a known format')
    expect(await refused('sources', '--explain', at('c.log'))).toContain('No such file or folder')
    writeFileSync(
      at('b.yaml'),
      'sources:\n  - match: "**/b.log"\n    format: "$status|$remote_addr|$time_iso8601|$request"\n',
    )
    const out = await done('sources', '--explain', at('b.log'), '--config', at('b.yaml'))
    expect(out).toMatch(/status +\$status +declared/)
    expect(out).toMatch(/src_ip +192\.0\.2\.7/)
  })
})

describe('bad input', () => {
  const investigate = (...argv: readonly string[]): Promise<string> =>
    refused('investigate', '--case', at('bad'), ...argv)

  it('that is not there stops the run before a case is made', async () => {
    mkdirSync(at('hollow'))
    expect(await investigate(at('nothing.log'))).toMatch(/^No such file or folder: .*nothing\.log\. Check the path\.$/)
    expect(await investigate(at('*.nothing'))).toMatch(/^No file matches/)
    expect(await investigate(at('hollow'))).toMatch(/^The folder .*hollow holds no file/)
    const both = await mapae(['investigate', at('x1'), at('x2'), '--case', at('bad')])
    expect(
      both.err
        .split('\n')
        .slice(0, 2)
        .map((line) => line.includes('No such file')),
    ).toEqual([true, true])
    expect(existsSync(at('bad'))).toBe(false)
  })

  it('of which no line can be read is refused, with what was tried and what it looks like', async () => {
    writeFileSync(at('odd.log'), 'one\ntwo\n')
    const { code, err } = await mapae(['investigate', at('odd.log'), '--case', at('bad')])
    expect(code).toBe(2)
    expect(err).toMatch(/No line of the files given could be read as an event.*sources --explain FILE/)
    expect(err).toMatch(/Tried: .*web-access, json-lines.*It begins: "one" "two"/)
    expect(existsSync(at('bad', 'report', 'report.json'))).toBe(false)
  })

  it('of a case.yaml is named in full: line, column, what was expected', async () => {
    writeFileSync(at('bad.yaml'), 'zon: Asia/Seoul\nzone: Mars/Base\nsources:\n  - name: web\n')
    const { code, err } = await mapae(['report', '--case', shop, '--config', at('bad.yaml')])
    expect(code).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      `${at('bad.yaml')}, line 1, column 1: expected zone, found zon.`,
      `${at('bad.yaml')}, line 2, column 1: expected an IANA zone such as Asia/Seoul, or an offset such as +09:00, found "Mars/Base".`,
      `${at('bad.yaml')}, line 4, column 5: sources.0.match is missing; expected string.`,
    ])
    expect(await refused('report', '--case', shop, '--config', at('none.yaml'))).toContain('cannot be read')
  })

  it('of a format is refused before anything is hashed', async () => {
    writeFileSync(at('format.yaml'), 'sources:\n  - match: "**"\n    format: "$remote_addr$status"\n')
    expect(await refused('investigate', logs, '--case', at('format'), '--config', at('format.yaml'))).toBe(
      'The log format "$remote_addr$status" cannot be used: nothing separates remote_addr from status. Correct it in case.yaml.',
    )
    expect(readdirSync(at('format', 'evidence'))).toEqual([])
  })

  it('shows where it happened only to those who ask', async () => {
    const { err } = await mapae(['query', 'SELECTT', '--case', shop], { env: { MAPAE_DEBUG: '1' } })
    expect(err).toMatch(/^ +at /m)
  })
})
