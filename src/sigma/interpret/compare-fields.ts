import type { FieldComparison } from '../detection/expr.ts'

export const compareFields = (
  comparison: FieldComparison,
  cased: boolean,
  value: Uint8Array,
  other: Uint8Array,
): boolean => {
  const a = cased ? Buffer.from(value) : foldAsciiBytes(value)
  const b = cased ? Buffer.from(other) : foldAsciiBytes(other)
  switch (comparison) {
    case 'equals':
      return a.equals(b)
    case 'startswith':
      return a.subarray(0, b.length).equals(b)
    case 'endswith':
      return b.length <= a.length && a.subarray(a.length - b.length).equals(b)
    case 'contains':
      return a.includes(b)
  }
}

/** The twin of `foldedText` in SQL: A–Z made small, U+017F an `s`, the Kelvin sign a `k`. */
const foldAsciiBytes = (bytes: Uint8Array): Buffer => {
  const text = Buffer.from(bytes).toString('latin1')
  return Buffer.from(
    text
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      .replaceAll('\xc5\xbf', 's')
      .replaceAll('\xe2\x84\xaa', 'k'),
    'latin1',
  )
}
