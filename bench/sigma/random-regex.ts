import type { Random } from './random.ts'

const ATOMS =
  String.raw`a b c s k K ſ é 한 . \. \\ \d \D \w \W \s \S \b \B ^ $ [abc] [^a] [a-z] [^a-z\d] [\w.-] [[:alpha:]] \x41 \x{d55c} \n \t (?i) (?s) (?m) (?-i) - / " '`.split(
    ' ',
  )
const REPEATS = ['*', '+', '?', '{2}', '{0,3}', '{1,}', '*?', '+?', '{2,3}?', '{20}', '{0}']

/** Source text of a regular expression, mostly one that can be read. */
export const randomRegex = (random: Random, depth = 3): string => {
  const parts = Array.from({ length: 1 + random.below(4) }, () => {
    const group = depth > 0 && random.chance(30)
    const open = random.pick(['(', '(?:', '(?i:', '(?P<n>', '(?s-i:'])
    const atom = group ? `${open}${randomRegex(random, depth - 1)})` : random.pick(ATOMS)
    return random.chance(30) ? atom + random.pick(REPEATS) : atom
  })
  return random.chance(20) ? `${parts.join('')}|${random.pick(ATOMS)}` : parts.join('')
}
