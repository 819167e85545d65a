import { htmlText } from '../escape/html.ts'

/** HTML that is safe to insert. Only `html` and `raw` make it, so text from a log can only arrive escaped. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Piece = Markup | string | number | readonly Markup[]

/** Strings are escaped, in element text and in quoted attributes alike; markup and lists of it stay as they are. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(strings.reduce((text, string, i) => `${text}${insert(pieces[i - 1] ?? '')}${string}`))

/** For our own constants only (style, script, geometry): nothing is escaped. */
export const raw = (text: string): Markup => new Markup(text)

export const NOTHING = raw('')

export const lines = (pieces: readonly Markup[]): Markup =>
  raw(
    pieces
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
  )

const insert = (piece: Piece): string => {
  if (piece instanceof Markup) return piece.text
  if (typeof piece === 'string') return htmlText(piece)
  return typeof piece === 'number' ? String(piece) : piece.map(({ text }) => text).join('')
}
