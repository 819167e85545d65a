import { foldClass } from '../detection/fold.ts'
import { readClass } from './read-class.ts'
import { classOfEscape, readEscape } from './read-escape.ts'
import { RegexProblem } from './regex-problem.ts'
import { invertRanges, type Ranges, type Regex, uniteRanges } from './regex.ts'

export interface RegexFlags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
}

/** Elements of the compiled automaton; beyond it the engine refuses to compile. */
const MAX_SIZE = 8000
const MAX_REPEAT = 1000
const MAX_NESTING = 100

/**
 * Reads the syntax that Sigma's PCRE subset and the rules in the field use, as RE2 defines it. What RE2 cannot do
 * (look-around, backreferences, possessive and atomic groups) throws a `RegexProblem` that says so.
 */
export const parseRegex = (source: string, flags: RegexFlags): Regex => {
  const regex = new Parser(source, flags).parse()
  if (!repeatsFit(regex, MAX_REPEAT)) throw new RegexProblem('sigma/regex-too-large', 0, String(MAX_REPEAT))
  if (sizeOf(regex) > MAX_SIZE) throw new RegexProblem('sigma/regex-too-large', 0, String(MAX_SIZE))
  return regex
}

/** Adds every character that differs only in case. */
export const foldRanges = (ranges: Ranges): Ranges => {
  const folded: [number, number][] = ranges.map(([from, to]) => [from, to])
  for (const [from, to] of ranges) {
    for (let codePoint = Math.max(from, 0x41); codePoint <= Math.min(to, 0x1e943); codePoint++) {
      for (const other of foldClass(codePoint)) if (other !== codePoint) folded.push([other, other])
    }
  }
  return uniteRanges(folded)
}

/** The engine multiplies the bounds of nested repeats and refuses more than a thousand. */
const repeatsFit = (regex: Regex, left: number): boolean => {
  if (regex.kind === 'set' || regex.kind === 'at') return true
  if (regex.kind !== 'repeat') return regex.parts.every((part) => repeatsFit(part, left))
  const simple = regex.max === Infinity ? regex.min <= 1 : regex.min === 0 && regex.max === 1
  const times = regex.max === Infinity ? regex.min : regex.max
  const rest = simple || times === 0 ? left : Math.floor(left / times)
  return rest > 0 && repeatsFit(regex.part, rest)
}

const sizeOf = (regex: Regex): number => {
  if (regex.kind === 'set') return Math.max(1, regex.ranges.length > 2 ? 3 : 1)
  if (regex.kind === 'at') return 1
  if (regex.kind === 'repeat') {
    const times = regex.max === Infinity ? regex.min + 1 : regex.max
    return Math.max(1, times) * sizeOf(regex.part) + 1
  }
  return regex.parts.reduce((sum, part) => sum + sizeOf(part), 1)
}

class Parser {
  readonly #source: readonly string[]
  #flags: RegexFlags
  #at = 0
  #depth = 0

  constructor(source: string, flags: RegexFlags) {
    this.#source = Array.from(source)
    this.#flags = flags
  }

  parse(): Regex {
    const regex = this.#choice()
    if (this.#at < this.#source.length) throw this.#problem('sigma/regex-syntax', ')')
    return regex
  }

  #problem(code: RegexProblem['code'], detail: string): RegexProblem {
    return new RegexProblem(code, this.#at, detail)
  }

  #peek(ahead = 0): string {
    return this.#source[this.#at + ahead] ?? ''
  }

  #looks(text: string): boolean {
    return Array.from(text).every((character, i) => this.#peek(i) === character)
  }

  #choice(): Regex {
    if (++this.#depth > MAX_NESTING) throw this.#problem('sigma/regex-too-large', String(MAX_NESTING))
    const outer = this.#flags
    const parts = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at++
      parts.push(this.#sequence())
    }
    this.#flags = outer
    this.#depth--
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts }
  }

  #sequence(): Regex {
    const parts: Regex[] = []
    while (this.#at < this.#source.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const atom = this.#atom()
      if (atom !== null) parts.push(this.#repeats(atom))
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'sequence', parts }
  }

  #repeats(atom: Regex): Regex {
    let part = atom
    for (let n = 0; ; n++) {
      const bounds = this.#bounds()
      if (bounds === null) return part
      if (n > 0) throw this.#problem('sigma/regex-syntax', 'repeated repeat')
      const lazy = this.#peek() === '?'
      if (lazy) this.#at++
      if (this.#peek() === '+') throw this.#problem('sigma/regex-unsupported', 'possessive')
      part = { kind: 'repeat', part, min: bounds[0], max: bounds[1], lazy }
    }
  }

  /** `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`; a brace that is none of these is a plain brace, as in RE2. */
  #bounds(): readonly [number, number] | null {
    const simple = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] } as const
    const character = this.#peek()
    if (character === '*' || character === '+' || character === '?') {
      this.#at++
      return simple[character]
    }
    if (character !== '{') return null
    const match = /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(this.#source.slice(this.#at, this.#at + 16).join(''))
    if (match === null) return null
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3])
    if (max < min) throw this.#problem('sigma/regex-syntax', match[0])
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT))
      throw this.#problem('sigma/regex-too-large', match[0])
    this.#at += match[0].length
    return [min, max]
  }

  #atom(): Regex | null {
    const character = this.#peek()
    if (character === '(') return this.#group()
    if (character === '[') {
      const { ranges, next } = readClass(this.#source, this.#at)
      this.#at = next
      return this.#set(ranges.positive, ranges.negated)
    }
    if (character === '\\') return this.#escape()
    if (character === '*' || character === '+' || character === '?')
      throw this.#problem('sigma/regex-syntax', character)
    this.#at++
    if (character === '.')
      return { kind: 'set', ranges: this.#flags.dotAll ? invertRanges([]) : invertRanges([[10, 10]]) }
    if (character === '^') return { kind: 'at', where: this.#flags.multiline ? 'line-start' : 'start' }
    if (character === '$') return { kind: 'at', where: this.#flags.multiline ? 'line-end' : 'end' }
    const codePoint = character.codePointAt(0) ?? 0
    return this.#set([[codePoint, codePoint]], false)
  }

  #set(positive: Ranges, negated: boolean): Regex {
    const ranges = this.#flags.ignoreCase ? foldRanges(positive) : uniteRanges(positive)
    return { kind: 'set', ranges: negated ? invertRanges(ranges) : ranges }
  }

  #escape(): Regex {
    const letter = this.#peek(1)
    const where = ({ A: 'start', z: 'end', b: 'boundary', B: 'inside' } as const)[letter]
    if (where !== undefined) {
      this.#at += 2
      return { kind: 'at', where }
    }
    if (letter === 'Q') return this.#quoted()
    const shared = classOfEscape(letter)
    if (shared !== null) {
      this.#at += 2
      return { kind: 'set', ranges: shared }
    }
    const { codePoint, next } = readEscape(this.#source, this.#at)
    this.#at = next
    return this.#set([[codePoint, codePoint]], false)
  }

  #quoted(): Regex {
    this.#at += 2
    const parts: Regex[] = []
    while (this.#at < this.#source.length && !this.#looks('\\E')) {
      const codePoint = this.#peek().codePointAt(0) ?? 0
      parts.push(this.#set([[codePoint, codePoint]], false))
      this.#at++
    }
    this.#at += 2
    return { kind: 'sequence', parts }
  }

  /** A group, or null for flags that hold from here to the end of the enclosing group: `(?i)`. */
  #group(): Regex | null {
    if (['(?=', '(?!', '(?<=', '(?<!'].some((start) => this.#looks(start)))
      throw this.#problem('sigma/regex-look-around', this.#source.slice(this.#at, this.#at + 4).join(''))
    if (this.#looks('(?>') || this.#looks('(?#') || this.#looks('(?|') || this.#looks('(*'))
      throw this.#problem('sigma/regex-unsupported', this.#source.slice(this.#at, this.#at + 3).join(''))
    const start = /^\((?:\?(?:P?<[A-Za-z_]\w{0,60}>|(?:([imsU]{0,8})(?:-([imsU]{0,8}))?)([:)])))?/.exec(
      this.#source.slice(this.#at, this.#at + 80).join(''),
    )
    if (start === null || (start[0] === '(' && this.#peek(1) === '?')) throw this.#problem('sigma/regex-syntax', '(?')
    if (`${start[1] ?? ''}${start[2] ?? ''}`.includes('U')) throw this.#problem('sigma/regex-unsupported', '(?U)')
    this.#at += start[0].length
    const outer = this.#flags
    if (start[3] !== undefined) this.#flags = withFlags(outer, start[1] ?? '', start[2] ?? '')
    if (start[3] === ')') return null
    const part = this.#choice()
    this.#flags = outer
    if (this.#peek() !== ')') throw this.#problem('sigma/regex-syntax', '(')
    this.#at++
    return part
  }
}

const withFlags = (flags: RegexFlags, on: string, off: string): RegexFlags => ({
  ignoreCase: (flags.ignoreCase || on.includes('i')) && !off.includes('i'),
  multiline: (flags.multiline || on.includes('m')) && !off.includes('m'),
  dotAll: (flags.dotAll || on.includes('s')) && !off.includes('s'),
})
