/** A day with a clock, in figures or as web servers write it, or seconds since the epoch and finer. */
const MOMENT =
  /\b(?:19|20)\d\d-\d\d-\d\d[T ]\d|\b\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d|:\s*"?1\d{9}(?:\.\d{1,9}|\d{3}|\d{6}|\d{9})?"?\s*[,}]/
const ADDRESS = /"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{1,4}:[0-9a-fA-F:]{2,36})"/
/** So many objects with a moment are a list of events. */
const ENOUGH = 2

interface Open {
  readonly isList: boolean
  /** Where it begins. */
  readonly at: number
  /** Of a list: its objects that tell a moment, and whether it holds nothing but objects. */
  moments: number
  hasOnlyObjects: boolean
}

/**
 * Where the list begins that holds the records, in a text that begins with one JSON object: the first list, inside of
 * objects alone, of which two objects tell a moment each. An event has such a list too, of what led to it, but then tells a
 * moment and an address of its own before it. Null where there is none.
 */
export const listOfRecords = (text: string): number | null => {
  const around: Open[] = []
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at++
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') {
      const holder = around.at(-1)
      if (holder?.isList === true && sign === '[') holder.hasOnlyObjects = false
      around.push({ isList: sign === '[', at, moments: 0, hasOnlyObjects: true })
    } else if (sign === '}' || sign === ']') {
      const closed = around.pop()
      const list = around.at(-1)
      if (closed === undefined || list === undefined) return null
      if (!list.isList || closed.isList || around.some(({ isList }, i) => isList && i < around.length - 1)) continue
      if (MOMENT.test(text.slice(closed.at, at + 1))) list.moments++
      if (list.hasOnlyObjects && list.moments >= ENOUGH) return isEvent(text.slice(0, list.at)) ? null : list.at
    }
  }
  return null
}

const isEvent = (before: string): boolean => MOMENT.test(before) && ADDRESS.test(before)
