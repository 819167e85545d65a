import { LAST_CODE_POINT, type Ranges, type Regex } from './regex.ts'

/** The expression as RE2 reads it, with nothing left to flags: every class is spelled out. */
export const toRe2 = (regex: Regex): string => {
  switch (regex.kind) {
    case 'set':
      return showSet(regex.ranges)
    case 'at':
      return AT[regex.where]
    case 'choice':
      return `(?:${regex.parts.map((part) => toRe2(part)).join('|')})`
    case 'sequence':
      return regex.parts.map((part) => (part.kind === 'sequence' ? `(?:${toRe2(part)})` : toRe2(part))).join('')
    case 'repeat':
      return `${isAtom(regex.part) ? toRe2(regex.part) : `(?:${toRe2(regex.part)})`}${showBounds(regex.min, regex.max)}${regex.lazy ? '?' : ''}`
  }
}

const AT = {
  start: '\\A',
  end: '\\z',
  'line-start': '(?m:^)',
  'line-end': '(?m:$)',
  boundary: '\\b',
  inside: '\\B',
} as const

const isAtom = (regex: Regex): boolean => regex.kind === 'set' || regex.kind === 'choice'

const showBounds = (min: number, max: number): string => {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  if (min === 0 && max === 1) return '?'
  return min === max ? `{${min}}` : `{${min},${max}}`
}

/**
 * Letters and digits of ASCII stand for themselves, the rest is written by number. Not for looks: before it matches, the
 * engine looks for a text that the expression needs, and takes the last *byte* off it at `?`, `*` and `{`; of `"한?` it
 * would still need two of the three bytes, and miss `"`.
 */
export const showCodePoint = (codePoint: number): string => {
  const character = String.fromCodePoint(codePoint)
  if (/[A-Za-z0-9 _/,;:<>=@!"#%&'`~]/.test(character)) return character
  return /[.*+?()[\]{}|^$\\-]/.test(character) ? `\\${character}` : `\\x{${codePoint.toString(16)}}`
}

const showSet = (ranges: Ranges): string => {
  const [only] = ranges
  if (only === undefined) return '[^\\x{0}-\\x{10ffff}]'
  if (ranges.length === 1 && only[0] === only[1]) return showCodePoint(only[0])
  if (only[0] === 0 && only[1] === LAST_CODE_POINT) return '(?s:.)'
  return `[${ranges.map(([from, to]) => (from === to ? showCodePoint(from) : `${showCodePoint(from)}-${showCodePoint(to)}`)).join('')}]`
}
