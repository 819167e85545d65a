import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { hasOpenQuote, isTable, wholeCells } from '../../src/stages/acquire/cell-breaks.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { zipOf } from '../intake/archives.ts'
import { balances } from '../intake/ledger.ts'
import { codes, makeScratch } from '../intake/scratch.ts'

const given = async function* (chunks: readonly string[]): AsyncIterable<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk))
}

const whole = async (...chunks: readonly string[]): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of wholeCells(given(chunks))) parts.push(part)
  return Buffer.concat(parts).toString()
}

describe('cells with line breaks', () => {
  it.each([
    ['a,b,c\n1,2,3\n', false],
    ['a,b,c\n1,"2",3\n4,"5",6', false],
    ['a,b,c\n1,"2\n2",3\n', true],
    ['a,b,c\n1,2,3"\n4,5,6\n', true],
  ])('%j: an open quote %s', async (text, expected) => {
    expect(await hasOpenQuote(given([text]))).toBe(expected)
    expect(await hasOpenQuote(given(Array.from(text)))).toBe(expected)
  })

  it('are told by the names of columns above them, and by rows below', () => {
    const tables = ['a,b,c\n1,2,3\n', '\uFEFF일자;시간;1차접속\r\n1;2;3\r\n', 'title\n\na\tb\tc\n1\t"2\n2"\t3\n']
    expect(tables.map((text) => isTable(Buffer.from(text)))).toEqual([true, true, true])
    const others = [
      '{"a":1,"b":2,"c":3}\n',
      '1,2,3\n',
      '192.0.2.1 - - [x] "GET /a,b,c"\n',
      'starting, loading, done\n{"a":"x,"}\n{"b":1}\n',
      '',
    ]
    expect(others.map((text) => isTable(Buffer.from(text)))).toEqual(others.map(() => false))
  })

  it('are made whole, wherever the chunks are cut; a quote that is none stays', async () => {
    const text = 'a,b,c\r\n1,"x\r\ny ""z""\n",2\r\n3,5" pipe,4\n5, "q\nr",6\n7,"open\n8,9,10\n'
    const expected = 'a,b,c\r\n1,"x  y ""z"" ",2\r\n3,5" pipe,4\n5, "q r",6\n7,"open\n8,9,10\n'
    expect(await whole(text)).toBe(expected)
    expect(await whole(...Array.from(text))).toBe(expected)
    expect(await whole('a,"b\nc"')).toBe('a,"b c"')
    expect(await whole()).toBe('')
  })
})

const XML = '<?xml version="1.0" encoding="UTF-8"?>'
const HEADER = ['일시', '접속IP', '메서드', 'URL', '상태', '회원번호', '비고']
const shared = [...HEADER, 'GET', '/orders/77001', 'm&lt;1&gt;', '두 줄_x000D_\n"인용", 끝']
const header = HEADER.map((_, i) => `<c r="${'ABCDEFG'[i] ?? ''}3" t="s"><v>${i}</v></c>`).join('')
/** 2026-11-02 15:04:05 and so many minutes. */
const serial = (n: number): number => 46_328 + (15 * 3600 + 4 * 60 + 5 + n * 60) / 86_400
const row = (n: number): string =>
  `<row r="${4 + n}"><c r="A${4 + n}" s="1"><v>${serial(n)}</v></c><c r="B${4 + n}" t="inlineStr"><is><t>192.0.2.${n}</t></is></c><c r="C${4 + n}" t="s"><v>7</v></c><c r="D${4 + n}" t="s"><v>8</v></c><c r="E${4 + n}"><v>200</v></c><c r="F${4 + n}" t="s"><v>9</v></c>${n === 0 ? '<c r="G4" t="s"><v>10</v></c>' : '<c r="G9" s="1"/>'}</row>`
const sheet = `${XML}<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>접속기록</x:v></x:c></x:row><x:row r="2"/><row r="3">${header}</row>${Array.from({ length: 30 }, (_, n) => row(n)).join('')}</x:sheetData></x:worksheet>`

const workbook = zipOf(
  Object.entries({
    '[Content_Types].xml': `${XML}<Types/>`,
    'xl/workbook.xml': `${XML}<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="접속기록 11월" sheetId="1" r:id="rId1"/><sheet name="빈 시트" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst>${shared.map((text) => `<si><r><t>${text}</t></r><rPh><t>aloud</t></rPh></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/worksheets/sheet2.xml': `${XML}<worksheet><sheetData/></worksheet>`,
  }).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
)

describe('tables as people hand them over', () => {
  it('are read where an odd quote opens no cell, so that nothing is made whole: its row is no row, and the others are', async () => {
    const scratch = makeScratch()
    scratch.write('log.csv', `${HEADER.join(',')}\n2026-11-02 15:04:05,192.0.2.1,GET,/orders/1,200,m1,5"\n2026-11-02 15:04:06,192.0.2.2,GET,/orders/2,200,m2,\n`) // biome-ignore format: one file
    const theCase = await scratch.open()
    const { registered } = await acquire(theCase, [scratch.logs])
    expect(registered.map(({ opened, sameAs }) => [opened, sameAs])).toEqual([['cell-breaks', null], ['', null]]) // biome-ignore format: one list
    expect(balances((await ingest(theCase)).ledger)).toEqual(['3 = 1 + 2 + 0'])
  })

  it('are read from a workbook, sheet by sheet, from cells with line breaks, and from a dump', async () => {
    const scratch = makeScratch()
    scratch.write('log.xlsx', workbook)
    scratch.write('old/log.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(500)]))
    scratch.write('csv/log.csv', `${HEADER.join(',')}\n2026-11-02 15:04:05,192.0.2.1,GET,/orders/1,200,m1,"한 줄\n두 줄"\n2026-11-02 15:04:06,192.0.2.2,GET,/orders/2,200,m2,\n`) // biome-ignore format: one file
    scratch.write('sql/dump.sql', "CREATE TABLE access_log (\n  at datetime,\n  ip varchar(45),\n  method text, url text, status int, user_id text);\nINSERT INTO access_log VALUES ('2026-11-02 15:04:07','192.0.2.3','GET','/orders/3',200,'m2'),('2026-11-02 15:04:08','192.0.2.3','GET','/orders/4',200,'m2');\n") // biome-ignore format: one file
    const theCase = await scratch.open()
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(registered.map(({ member, opened }) => [member, opened])).toEqual([[null, 'cell-breaks'], [null, ''], [null, 'zip'], ['접속기록 11월', ''], [null, ''], [null, 'sql-tables'], ['access_log', '']]) // biome-ignore format: one list
    expect(codes(problems)).toEqual(['acquire/empty'])
    const { ledger, problems: unread } = await ingest(theCase)
    expect(codes(unread)).toContain('ingest/other-file')
    expect(balances(ledger)).toEqual(
      expect.arrayContaining(['32 = 30 + 2 + 0', '3 = 2 + 1 + 0', '1 = 0 + 1 + 0', '2 = 2 + 0 + 0']),
    )
    const rows = await theCase.engine.rows<{ text: string }>(
      sql`SELECT concat(toString(time), ' ', src_ip, ' ', method, ' ', path, ' ', toString(status), ' ', principal) AS text FROM evidence.log_line WHERE reject = '' AND principal != 'm2' ORDER BY time, src_ip LIMIT 3`,
    )
    expect(rows.map(({ text }) => text)).toEqual([
      '2026-11-02 15:04:05.000000 192.0.2.0 GET /orders/77001 200 m<1>',
      '2026-11-02 15:04:05.000000 192.0.2.1 GET /orders/1 200 m1',
      '2026-11-02 15:05:05.000000 192.0.2.1 GET /orders/77001 200 m<1>',
    ])
  })
})
