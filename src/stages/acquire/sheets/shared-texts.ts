import { xmlTokens } from './xml-tokens.ts'

/** The texts that the cells of a workbook share, by their number; readings aloud of East Asian words are left out. */
export const sharedTexts = async (content: AsyncIterable<Uint8Array>): Promise<readonly string[]> => {
  const texts: string[] = []
  let [text, inText, aloud] = ['', false, 0]
  for await (const tokens of xmlTokens(content))
    for (const token of tokens) {
      if (token.kind === 'text') {
        if (inText && aloud === 0) text += token.text
        continue
      }
      const isOpen = token.kind === 'open' && !token.isEmpty
      if (token.name === 't') inText = isOpen
      else if (token.name === 'rPh') aloud += isOpen ? 1 : token.kind === 'close' ? -1 : 0
      else if (token.name === 'si') {
        if (!isOpen) texts.push(text)
        text = ''
      }
    }
  return texts
}
