import { describe, expect, it } from 'vitest'
import { markupTables } from '../../src/stages/acquire/sheets/markup-tables.ts'
import { contentOf } from '../../src/stages/acquire/sniff.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { makeScratch } from '../intake/scratch.ts'

const turned = async (...chunks: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const tables: Record<string, string> = {}
  const content = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'utf8'))
  })()
  for await (const { name, rows } of markupTables(content)) tables[name] = `${tables[name] ?? ''}${rows.toString()}`
  return tables
}

const HTML =
  '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td { mso-number-format: "a,b" }</style></head><body><TABLE border=1><TR><TH>접속일시</TH><TH>접속IP</TH><TH>메뉴</TH></TR>\n<tr><td>2025-11-03 10:15:30</td><td>192.0.2.1</td><td>조회,<br>수정&nbsp;&amp; &lt;b&gt;</td></tr><tr><td colspan=2>합계<td>1</tr></TABLE><table><tr><td>b</td></tr></table></body></html>'
const SPREADSHEET =
  '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="log"><Table><Row><Cell><Data ss:Type="String">time</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">ip</Data><Comment><Data>no</Data></Comment></Cell></Row></Table></Worksheet></Workbook>'
const OPEN =
  '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="log"><table:table-row><table:table-cell office:value-type="date" office:date-value="2025-11-03T10:15:30"><text:p>3. Nov</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="20250001"><text:p>2,025E+7</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'

describe('tables of markup', () => {
  it.each([
    [HTML, 'markup-tables'],
    [SPREADSHEET, 'markup-tables'],
    [OPEN, 'markup-tables'],
    ['<html><body>no rows</body></html>', ''],
    ['<?xml version="1.0"?><log><table/></log>', ''],
    ['192.0.2.1 <table> is what a client sent', ''],
  ] as const)('%j is opened as %j', (text, opened) => {
    expect(contentOf(Buffer.from(text))).toBe(opened)
  })

  it('say their encoding, and are put into UTF-8 first where they have it', () => {
    const page = HTML.replace('utf-8', 'euc-kr')
      .replace('접속일시', '\xc0\xcf\xbd\xc3')
      .replaceAll(/[가-힣]/g, '')
    expect(contentOf(Buffer.from(page, 'latin1'))).toBe('euc-kr')
    expect(contentOf(Buffer.from(HTML.replace('utf-8', 'euc-kr')))).toBe('markup-tables')
  })

  it('become lines of a table, each by its name or number, wherever the chunks are cut', async () => {
    const expected = {
      'table 1': '접속일시,접속IP,메뉴\n2025-11-03 10:15:30,192.0.2.1,"조회, 수정 & <b>"\n합계,,1\n',
      'table 2': 'b\n',
    }
    expect(await turned(HTML)).toEqual(expected)
    expect(await turned(...HTML.split(/(?<=>)/))).toEqual(expected)
    expect(await turned(SPREADSHEET)).toEqual({ log: 'time,,ip\n' })
    expect(await turned(OPEN)).toEqual({ log: `2025-11-03T10:15:30,20250001,20250001\n${'a b,,\n'.repeat(3)}` })
  })

  it('keep the last row of a torn page, and are none without rows', async () => {
    expect(await turned('<table><tr><td>a<td>b</td><td cl')).toEqual({ 'table 1': 'a,b\n' })
    expect(await turned('<html><table></table>')).toEqual({})
  })

  it('are read as logs, and balanced', async () => {
    const scratch = makeScratch()
    const row = (i: number): string =>
      `<tr><td>2025-11-03 10:15:${10 + i}</td><td>kim</td><td>192.0.2.${i}</td><td>GET</td><td>/members/${i}</td><td>200</td></tr>`
    const rows = Array.from({ length: 30 }, (_, i) => row(i)).join('\n')
    scratch.write(
      'access.xls',
      `<table><tr><th>접속일시</th><th>관리자ID</th><th>접속IP</th><th>메소드</th><th>URL</th><th>상태</th></tr>${rows}</table>`,
    )
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['31 = 30 + 1 + 0'])
    expect(plans.map(({ kind, log }) => `${kind} ${log}`)).toEqual(['delimited access'])
  })
})
