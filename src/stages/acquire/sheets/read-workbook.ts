import path from 'node:path'
import type { ZipMember } from '../read-zip.ts'
import { numberLooks } from './number-formats.ts'
import { sharedTexts } from './shared-texts.ts'
import { sheetLines, type Workbook } from './sheet-lines.ts'
import { attribute, xmlTokens } from './xml-tokens.ts'

export interface Sheet {
  readonly name: string
  readonly content: () => AsyncIterable<Uint8Array>
}

const BOOK = 'xl/workbook.xml'
/** The texts that cells share are held in memory. */
const MOST_TEXT_BYTES = 1024 ** 3

/** Whether a zip archive is a workbook of a spreadsheet (ECMA-376). */
export const isWorkbook = (members: readonly ZipMember[]): boolean =>
  members.some(({ name, closed }) => name === BOOK && closed === '')

/** Its sheets in their order, each as lines of a table; null where what they share is larger than memory allows. */
export const readWorkbook = async (members: readonly ZipMember[]): Promise<readonly Sheet[] | null> => {
  const contentOf = (name: string): AsyncIterable<Uint8Array> | null =>
    members.find((member) => member.name.toLowerCase() === name.toLowerCase() && member.closed === '')?.content() ??
    null
  const texts = members.find(({ name }) => name.toLowerCase() === TEXTS.toLowerCase())
  if ((texts?.bytes ?? 0) > MOST_TEXT_BYTES) return null
  const { sheets, isFrom1904 } = await sheetsIn(contentOf(BOOK))
  const targets = await targetsIn(contentOf('xl/_rels/workbook.xml.rels'))
  const [shared, styles] = [contentOf(TEXTS), contentOf('xl/styles.xml')]
  const book: Workbook = {
    texts: shared === null ? [] : await sharedTexts(shared),
    looks: styles === null ? [] : await numberLooks(styles),
    isFrom1904,
  }
  return sheets.flatMap(({ name, relation }) => {
    const content = contentOf(targets.get(relation) ?? '')
    return content === null ? [] : [{ name, content: () => sheetLines(content, book) }]
  })
}

const TEXTS = 'xl/sharedStrings.xml'

const sheetsIn = async (content: AsyncIterable<Uint8Array> | null) => {
  const sheets: { readonly name: string; readonly relation: string }[] = []
  let isFrom1904 = false
  for await (const tokens of xmlTokens(content ?? none()))
    for (const token of tokens) {
      if (token.kind !== 'open') continue
      if (token.name === 'sheet')
        sheets.push({ name: attribute(token.attributes, 'name'), relation: attribute(token.attributes, 'id') })
      if (token.name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attribute(token.attributes, 'date1904'))
    }
  return { sheets, isFrom1904 }
}

/** Where the parts of a workbook stand, by the ids of their relations. */
const targetsIn = async (content: AsyncIterable<Uint8Array> | null): Promise<ReadonlyMap<string, string>> => {
  const targets = new Map<string, string>()
  for await (const tokens of xmlTokens(content ?? none()))
    for (const token of tokens) {
      if (token.kind !== 'open' || token.name !== 'Relationship') continue
      const target = attribute(token.attributes, 'Target')
      const from = target.startsWith('/') ? target.slice(1) : path.posix.join('xl', target)
      targets.set(attribute(token.attributes, 'Id'), from)
    }
  return targets
}

const none = async function* (): AsyncIterable<Uint8Array> {
  // A part that is not there has no tokens.
}
