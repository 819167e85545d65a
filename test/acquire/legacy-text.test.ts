import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { legacyEncodingOf } from '../../src/stages/acquire/legacy-text.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'

/** 시각,접속IP,메소드,경로,상태,사용자ID */
const KOREAN_HEADER = 'bdc3b0a2 2c c1a2bcd3 4950 2c b8debcd2b5e5 2c b0e6b7ce 2c bbf3c5c2 2c bbe7bfebc0da 4944 0a'
/** 회원 */
const KOREAN_WORD = 'c8b8bff8'
/** ソ表のテスト, of which the first two end in a backslash */
const JAPANESE = '835c 955c 82cc 8365 8358 8367'

/** アクセス,IP,メソッド */
const JAPANESE_HEADER = '8341 834e 835a 8358 2c 4950 2c 8381 835c 8362 8368 0a'
/** 2025年11月13日 11時21分15秒 */
const JAPANESE_DATE = '32303235 944e 3131 8c8e 3133 93fa 20 3131 8e9e 3231 95aa 3135 9562'

/** 로그인 성공 */
const KOREAN_LOG_IN = 'b7ce b1d7 c0ce 20 bcba b0f8'
/** 登录成功 in GBK */
const CHINESE_LOG_IN = 'b5c7 c2bc b3c9 b9a6'

const app = (i: number, words: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`2025-11-03 10:00:${i} INFO `), words, Buffer.from(` user=m${i} ip=192.0.2.${i}\n`)])
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const japaneseDate = (i: number): Buffer => Buffer.concat([hex(JAPANESE_DATE), Buffer.from(`,192.0.2.${i},GET\n`)])
const access = (path: Buffer, i: number): Buffer =>
  Buffer.concat([
    Buffer.from(`192.0.2.${i % 250} - - [03/Nov/2025:10:00:${String(i % 60).padStart(2, '0')} +0900] "GET /`),
    path,
    Buffer.from(`/${i} HTTP/1.1" 200 5 "-" "`),
    path,
    Buffer.from('"\n'),
  ])
const twenty = (line: (i: number) => Buffer): Buffer => Buffer.concat(Array.from({ length: 20 }, (_, i) => line(i)))

describe('text in an encoding of East Asia', () => {
  it.each([
    ['Korean names of columns', hex(KOREAN_HEADER), 'euc-kr'],
    ['Korean in a request', access(hex(KOREAN_WORD), 1), ''],
    ['Japanese in a request', twenty((i) => access(hex(JAPANESE), i)), 'shift_jis'],
    [
      'Japanese names of columns above dates in ideographs',
      Buffer.concat([hex(JAPANESE_HEADER), twenty(japaneseDate)]),
      'shift_jis',
    ],
    ['dates in ideographs alone', twenty(japaneseDate), ''],
    ['Korean names of columns in UTF-8', Buffer.from('시각,접속IP,메소드,경로\n'), ''],
    ['Korean words of an application', twenty((i) => app(i, hex(KOREAN_LOG_IN))), 'euc-kr'],
    ['the same in a few lines only', twenty((i) => app(i, i % 3 === 0 ? hex(KOREAN_LOG_IN) : Buffer.from('x'))), ''],
    ['Chinese words of an application', twenty((i) => app(i, hex(CHINESE_LOG_IN))), ''],
    ['bytes', Buffer.from([0x80, 0x81, 0xfe, 0xff, 0x0a]), ''],
    ['Latin letters of one byte', Buffer.from('nom,pr\xe9nom,adresse,\xe9tat\n', 'latin1'), ''],
    ['nothing', Buffer.alloc(0), ''],
  ])('%s', (_, head, encoding) => {
    expect(legacyEncodingOf(head)).toBe(encoding)
  })

  it('is read as UTF-8 where its bytes would mislead', async () => {
    const scratch = makeScratch()
    const row = (i: number): Buffer =>
      Buffer.concat([
        Buffer.from(`2025-11-03 10:00:${String(i).padStart(2, '0')},192.0.2.${i},GET,/`),
        hex(KOREAN_WORD),
        Buffer.from(`/${i},200,u-${i}\n`),
      ])
    scratch.write('kr/access.csv', Buffer.concat([hex(KOREAN_HEADER), twenty(row)]))
    scratch.write(
      'jp/access.log',
      twenty((i) => access(hex(JAPANESE), i)),
    )
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([{ code: 'ingest/zone-assumed', values: { source: 'kr/access' } }])
    const read = ledger.filter(({ fate }) => fate === 'read')
    expect(read.map(({ parsed, rejected }) => [parsed, rejected])).toEqual([
      [20n, 0n],
      [20n, 1n],
    ])
    const rows = await theCase.engine.rows<{ path: string; user_agent: string; principal: string }>(
      sql`SELECT path, user_agent, principal FROM evidence.event WHERE line = 3 ORDER BY file`,
    )
    expect(rows).toEqual([
      { path: '/ソ表のテスト/2', user_agent: 'ソ表のテスト', principal: '' },
      { path: '/회원/1', user_agent: '', principal: 'u-1' },
    ])
  })
})
