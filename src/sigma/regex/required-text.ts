import type { Ranges, Regex } from './regex.ts'

/**
 * ASCII texts, in small letters, of which one stands in every folded value that the expression matches; null where
 * nothing can be said. For prefilters: a text is necessary, never sufficient.
 */
export const requiredTexts = (regex: Regex): readonly string[] | null => {
  switch (regex.kind) {
    case 'set':
    case 'sequence':
      return fromSequence(regex.kind === 'set' ? [regex] : regex.parts)
    case 'choice': {
      const each = regex.parts.map((part) => requiredTexts(part))
      return each.includes(null) ? null : each.flatMap((texts) => texts ?? [])
    }
    case 'repeat':
      return regex.min > 0 ? requiredTexts(regex.part) : null
    case 'at':
      return null
  }
}

/** The longest run of fixed characters, or the best that a part requires by itself. */
const fromSequence = (parts: readonly Regex[]): readonly string[] | null => {
  const found: (readonly string[])[] = []
  let run = ''
  for (const part of parts) {
    const letter = part.kind === 'set' ? letterOf(part.ranges) : null
    if (letter !== null) run += letter
    else {
      found.push([run])
      run = ''
      const inner = part.kind === 'set' ? null : requiredTexts(part)
      if (inner !== null && inner.length > 0) found.push(inner)
    }
  }
  found.push([run])
  const shortest = (texts: readonly string[]): number => Math.min(...texts.map((text) => text.length))
  const best = found.reduce((kept, texts) => (shortest(texts) > shortest(kept) ? texts : kept))
  return shortest(best) > 0 ? best : null
}

/** The one character of a folded value that the set stands for. */
const letterOf = (ranges: Ranges): string | null => {
  const members = ranges.flatMap(([from, to]) =>
    to - from < 3 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [-1],
  )
  const letters = new Set(
    members.map(
      (member) => FOLDED[member] ?? (member >= 0 && member < 0x80 ? String.fromCharCode(member).toLowerCase() : ''),
    ),
  )
  const [letter] = letters
  return letters.size === 1 && letter !== undefined && letter !== '' ? letter : null
}

const FOLDED: Readonly<Record<number, string>> = { 0x17f: 's', 0x212a: 'k' }
