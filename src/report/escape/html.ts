import { visibleControls } from './visible-controls.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Log text in HTML, as element text or inside a quoted attribute. */
export const htmlText = (text: string): string => entities(visibleControls(text))

/** The same, keeping line breaks, for SQL in a `<pre>`. */
export const htmlLines = (text: string): string => text.split('\n').map(htmlText).join('\n')

const entities = (text: string): string => text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')
