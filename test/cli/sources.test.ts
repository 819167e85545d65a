import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Explanation } from '../../src/domain/explanation.ts'
import { done, mapae, refused } from './fake-io.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-sources-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('sources', () => {
  it('lists the family and how the files of a case are read', async () => {
    writeFileSync(at('one.log'), '192.0.2.1 - - [01/Mar/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8"\n')
    await done('acquire', at('one.log'), '--case', at('case'))
    await done('ingest', '--case', at('case'))
    const out = await done('sources', '--case', at('case'))
    for (const text of ['web-access', 'json-lines', 'Sources and fields', 'combined']) expect(out).toContain(text)
    expect(await done('sources', '--case', at('nowhere'))).not.toContain('Sources and fields')
  })

  it('explains a file: the choice, fields, what is missing, the first lines and the first that cannot be read', async () => {
    const lines = ['GET', 'POST'].map(
      (method, i) =>
        `192.0.2.${i} - - [01/Mar/2026:09:00:0${i} +0900] "${method} /orders/7 HTTP/1.1" 200 12 "-" "curl/8"`,
    )
    writeFileSync(at('a.log'), [...lines, ...lines, '\u001b]2;not a line', ''].join('\n'))
    const out = await done('sources', '--explain', at('a.log'))
    expect(out).toContain('web-access: combined')
    expect(out).toContain('4 of the first 5 lines')
    expect(out).toMatch(/status +\$status +recognised/)
    expect(out).toMatch(/principal: no request names the account/)
    expect(out).toMatch(
      /Line 1\n.*\n.*\nkind +http\ntime +2026-03-01T00:00:00\.000000Z\nsrc_ip +192\.0\.2\.0\nmethod +GET\n/,
    )
    expect(out).toMatch(/Line 5\ncannot be read: .*\n\\x1b\]2;not a line\n/)
    const [told] = JSON.parse(await done('sources', '--explain', at('a.log'), '--json')) as readonly Explanation[]
    expect(told).toMatchObject({
      sampled: 5,
      parsed: 4,
      plan: { kind: 'web-access' },
      missing: ['principal', 'credential'],
    })
  })

  it('says which entry of X-Forwarded-For is believed, and that there is none where there is none', async () => {
    const line =
      '198.51.100.7 - - [01/Mar/2026:09:00:00 +0900] "GET / HTTP/1.1" 200 12 "-" "curl/8" "203.0.113.66, 192.0.2.1, 198.51.100.9"\n'
    writeFileSync(at('proxied.log'), line)
    const explained = async (format: string): Promise<string> => {
      writeFileSync(
        at('proxies.yaml'),
        `sources:\n  - match: "**/proxied.log"\n    proxies: 2\n    format: '${format}'\n`,
      )
      return done('sources', '--explain', at('proxied.log'), '--config', at('proxies.yaml'))
    }
    const out = await explained('%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" "%{X-Forwarded-For}i"')
    expect(out).toMatch(
      /entry 2 from the right of \$http_x_forwarded_for, because 2 proxies are trusted; where no list was\s+sent, \$remote_addr/,
    )
    expect(out).toMatch(/src_ip +192\.0\.2\.1\n/)
    expect(await explained('combined')).toContain('forwarded: proxies are declared, and no list')
  })

  it('is coloured for a person at a terminal, unless they set NO_COLOR or the terminal is dumb', async () => {
    writeFileSync(at('odd.log'), 'odd\n')
    const bold = async (terminal: boolean, env: Readonly<Record<string, string>>): Promise<boolean> =>
      (await mapae(['sources', '--explain', at('odd.log')], { terminal, env })).out.includes('\u001b[1m')
    expect(await bold(true, {})).toBe(true)
    expect(await bold(true, { NO_COLOR: '1' })).toBe(false)
    expect(await bold(true, { TERM: 'dumb' })).toBe(false)
    expect(await bold(false, {})).toBe(false)
  })

  it('goes by the case.yaml that is named, and says when no format fits', async () => {
    writeFileSync(at('b.log'), '200|192.0.2.7|2026-03-01T00:00:00Z|GET /x HTTP/1.1\n')
    expect((await mapae(['sources', '--explain', at('b.log')])).out).toContain('formats that mapae sources lists')
    expect(await refused('sources', '--explain', at('c.log'))).toContain('No such file or folder')
    writeFileSync(
      at('b.yaml'),
      'sources:\n  - match: "**/b.log"\n    format: "$status|$remote_addr|$time_iso8601|$request"\n',
    )
    const out = await done('sources', '--explain', at('b.log'), '--config', at('b.yaml'))
    expect(out).toMatch(/status +\$status +recognised/)
    expect(out).toMatch(/src_ip +192\.0\.2\.7/)
  })
})

describe('a declaration that is changed after its files were loaded', () => {
  it('has them read anew under the new name alone, with the small files that were loaded together with them under their own', async () => {
    const line = (time: string): string => `192.0.2.1 - - [${time}] "GET / HTTP/1.1" 200 5 "-" "curl/8"\n`
    writeFileSync(at('web.log'), line('01/Mar/2026:00:00:00 +0000'))
    writeFileSync(at('shop.log'), line('02/Mar/2026:00:00:00 +0000'))
    const dir = ['--case', at('redeclared')]
    await done('acquire', at('web.log'), at('shop.log'), ...dir)
    await done('ingest', ...dir)
    const batchOf = (file: string): Promise<string> =>
      done('query', `SELECT source, batch FROM evidence.log_line WHERE file = ${file}`, '--format', 'TSV', ...dir)
    const before = [await batchOf('1'), await batchOf('2')]
    expect(before).toEqual([expect.stringMatching(/shop\t1\n$/), expect.stringMatching(/web\t1\n$/)])
    writeFileSync(at('web.yaml'), 'sources:\n  - match: "**/web.log"\n    name: front\n    host: www.shop.example\n')
    const out = await done('ingest', '--config', at('web.yaml'), ...dir)
    expect(out).toMatch(/Total +2 +2 +0 +0 +balanced/)
    expect(await batchOf('1')).toMatch(/shop\t[23]\n$/)
    expect(await batchOf('2')).toMatch(/^front\t[23]\n$/)
    const { sources } = JSON.parse(await done('sources', '--json', ...dir)) as {
      sources: readonly { readonly name: string; readonly host: string }[]
    }
    expect(sources.map(({ name, host }) => [name.split('/').at(-1), host])).toEqual([
      ['front', 'www.shop.example'],
      ['shop', ''],
    ])
    await done('report', '--summary', ...dir)
    expect((await mapae(['verify', ...dir])).code).toBe(0)
  })
})
