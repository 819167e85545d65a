import { displayWidth } from '../display-width.ts'

/** Breaks at spaces so that no line is wider; a single longer word is broken inside. */
export const wrap = (text: string, columns: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((whole) => breakWord(whole, columns))) {
    const joined = line === '' ? word : `${line} ${word}`
    if (displayWidth(joined) <= columns) line = joined
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

const breakWord = (word: string, columns: number): readonly string[] => {
  if (displayWidth(word) <= columns) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (displayWidth(piece + character) > columns) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
