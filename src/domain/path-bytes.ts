/**
 * File names are bytes, not always UTF-8. A byte that is no part of a valid sequence is kept as one lone surrogate,
 * U+DC80 to U+DCFF, as PEP 383 does: every name has one text, and every text gives its bytes back.
 */
export const pathFromBytes = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('utf8')
  return text.includes('\uFFFD') ? escaped(Buffer.from(bytes)) : text
}

export const pathToBytes = (path: string): Buffer => {
  const parts = path.split(/([\uDC80-\uDCFF])/u)
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 1 ? Buffer.from([part.charCodeAt(0) - SHIFT]) : Buffer.from(part, 'utf8'))),
  )
}

/** What `node:fs` takes: the text, or the bytes where the text is not all of it. A valid pair is no lone surrogate. */
export const fsPath = (path: string): string | Buffer => (/[\uDC80-\uDCFF]/u.test(path) ? pathToBytes(path) : path)

const SHIFT = 0xdc00
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const escaped = (bytes: Buffer): string => {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((n) => at + n <= bytes.length && isValid(bytes.subarray(at, at + n)))
    text +=
      length === undefined
        ? String.fromCharCode(SHIFT + (bytes[at] ?? 0))
        : DECODER.decode(bytes.subarray(at, at + length))
    at += length ?? 1
  }
  return text
}

const isValid = (bytes: Uint8Array): boolean => {
  try {
    return DECODER.decode(bytes).length > 0
  } catch {
    return false
  }
}
