import { type BuildOptions, buildItem } from '../../src/sigma/detection/build-item.ts'
import { and, type Expr, not, or } from '../../src/sigma/detection/expr.ts'
import type { Item } from '../../src/sigma/detection/search.ts'
import type { SigmaEvent } from '../../src/sigma/interpret/event.ts'
import { Problems } from '../../src/sigma/problem.ts'
import { resolvePlain } from '../../src/sigma/yaml/resolve-scalar.ts'
import type { ScalarNode } from '../../src/sigma/yaml/tree.ts'
import { randomRegex } from './random-regex.ts'
import type { Random } from './random.ts'

const FIELDS = ['a', 'b', 'c', 'd']

/** Characters where case, length or escapes are delicate; wildcards and backslashes in rules mean more than in events. */
const LETTERS = [
  ...'a A b s S ſ k K \u212a i I İ ı é É e\u0301 ß ẞ ss µ μ Σ ς σ 한 글 \u{1f600} \ufffd % . - / \u2013 \u2014 \u2015'.split(
    ' ',
  ),
  ...'0 1 12 : _ { } [ ( ^ $ | + \' " \\ \\\\ \\\\\\\\\\\\'.split(' '),
  '\0',
  '\n',
  '\r',
  '\t',
  ' ',
]
const WILD = '* * * ? ? \\* \\? \\\\*'.split(' ')
/** Bytes that are no UTF-8, or only half of it. */
const BROKEN = 'ff c5 bf e284 aa eda080 c0af f09f98 b1e8 f4908080'.split(' ').map((hex) => Buffer.from(hex, 'hex'))

const NUMBERS = '0 1 12 -1 1.5 1.50 9007199254740992 9007199254740993 18446744073709551616'.split(' ')
const ODD_NUMBERS =
  '+1;01;12abc;1e1; 1;1 ;-;.5;5.;0x1;-0;1.;NaN;1.500;;1,5;99999999999999999999999999999999999999;0.000000000000000001'.split(
    ';',
  )
const ADDRESSES =
  `192.0.2.1 192.0.2.255 192.0.3.0 198.51.100.7 0.0.0.0 255.255.255.255 ::ffff:192.0.2.1 ::FFFF:c000:201 :: ::1
  2001:db8::1 2001:DB8:0:0:0:0:0:ffff 2001:db9:: ::192.0.2.1`.split(/\s+/)
const ODD_ADDRESSES =
  'unknown;192.0.2;192.0.2.01;192.0.2.256;192.0.2.1:80;[::1];fe80::1%eth0;1::2::3;12345::; 192.0.2.1;192.0.2.1\0;::g;-;1:2:3:4:5:6:7;:1:2:3:4:5:6:7:8'.split(
    ';',
  )
const NETWORKS =
  '192.0.2.0/24 192.0.2.1/32 0.0.0.0/0 192.0.0.0/9 2001:db8::/32 ::/0 ::1/128 ::ffff:192.0.2.0/120 2001:db8::1/127'.split(
    ' ',
  )
const DATES =
  `2025-05-12 03:04:05;2025-05-12T23:59:59Z;2024-12-30T23:30:00+09:00;2021-01-03T15:00:00.123456-0500;2025-02-30 00:00:00;2024-02-29T12:00:00;1999-12-31 24:00:00;2025-05-12;2025-11-02T06:30:00Z;2099-12-31T23:59:59-14:00;2100-01-01 00:00:00;1971-01-01 00:00:00;2025-05-12 03:04:05,5`.split(
    ';',
  )
const REGEXES =
  String.raw`^a s$ . ^.$ ^..$ [^a] a.*b (a|s)+k \d \w\W \bs [a-k]{2,3} ^$ (?i)s (?i)[^k] (?s)^.*$ 한. \x41 ^[^\n]+$
  (?:ſ|s)?k \\ \Ba [[:digit:]]+ é|É (a*)*b \. ^\s (?m)^a$ [\w-]+ \Q*\E (?i)İ|ß ^a{0}$ [^\x00-\x7f] (?i:K)s`.split(/\s+/)

const scalar = (text: string, quoted: boolean): ScalarNode => ({
  kind: 'scalar',
  type: quoted ? 'string' : resolvePlain(text).type,
  text,
  place: PLACE,
})
const PLACE = { file: 'random', line: 1, column: 1 }

const CHAINS: readonly (readonly string[])[] =
  `;;;contains;contains;startswith;endswith;cased;contains|cased;contains|all;windash|contains;contains|windash;neq;neq|contains;startswith|cased;base64offset|contains;wide|base64offset|contains;wide|contains;utf16be;utf16|startswith`
    .split(';')
    .map((chain) => (chain === '' ? [] : chain.split('|')))

const ruleText = (random: Random): string =>
  random.some(5, () => random.pick(random.chance(25) ? WILD : LETTERS)).join('')

const randomValue = (random: Random, texts: string[]): ScalarNode => {
  const text = random.chance(15) ? random.pick([...NUMBERS, 'true', 'null', '']) : ruleText(random)
  texts.push(text)
  return scalar(text, random.chance(80))
}

const listOf = (random: Random, items: readonly string[]): readonly ScalarNode[] =>
  [random.pick(items), random.pick(items)].slice(0, 1 + random.below(2)).map((text) => scalar(text, false))

const randomItem = (random: Random, texts: string[]): Item => {
  const field = random.chance(6) ? null : random.pick(FIELDS)
  const item = { field, list: true, place: PLACE }
  switch (random.below(12)) {
    case 0:
      return {
        ...item,
        modifiers: random.pick([['re'], ['re'], ['re', 'i'], ['re', 's'], ['re', 'm', 'i']]),
        values: random.chance(50) ? listOf(random, REGEXES) : [scalar(randomRegex(random), true)],
      }
    case 1:
      return {
        ...item,
        modifiers: [random.pick(['lt', 'lte', 'gt', 'gte']), ...(random.chance(20) ? ['neq'] : [])],
        values: listOf(random, NUMBERS),
      }
    case 2:
      return { ...item, modifiers: ['cidr'], values: listOf(random, NETWORKS) }
    case 3:
      return {
        ...item,
        modifiers: [
          'fieldref',
          ...random.pick([[], ['contains'], ['startswith'], ['endswith', 'cased'], ['neq'], ['cased']]),
        ],
        values: [scalar(random.pick(FIELDS), true)],
      }
    case 4:
      return { ...item, list: false, modifiers: ['exists'], values: [scalar(random.pick(['true', 'false']), false)] }
    case 5:
      return { ...item, list: false, modifiers: random.chance(30) ? ['neq'] : [], values: [scalar('null', false)] }
    case 6: {
      const part = random.pick(['minute', 'hour', 'day', 'week', 'month', 'year'])
      const compared = random.chance(50) ? [part, random.pick(['lt', 'gte'])] : [part]
      return {
        ...item,
        modifiers: compared,
        values: [scalar(String(part === 'year' ? 2020 + random.below(8) : 1 + random.below(23)), false)],
      }
    }
    default:
      return {
        ...item,
        modifiers: random.pick(CHAINS),
        values: Array.from({ length: 1 + random.below(3) }, () => randomValue(random, texts)),
      }
  }
}

export interface RandomRules {
  readonly rules: readonly Expr[]
  /** Texts of the rules, from which events are made that come close to matching. */
  readonly texts: readonly string[]
}

/** Rules as the reader of detection items builds them; items it refuses are left out. */
export const randomRules = (random: Random, count: number): RandomRules => {
  const texts: string[] = []
  const rules: Expr[] = []
  while (rules.length < count) {
    const items = Array.from({ length: 1 + random.below(3) }, () =>
      buildItem(randomItem(random, texts), options(random), new Problems()),
    )
    const built = items.flatMap((item) => item ?? [])
    if (built.length === 0) continue
    const joined = random.chance(50) ? and(built) : or(built)
    rules.push(random.chance(20) ? not(joined) : joined)
  }
  return { rules, texts }
}

const options = (random: Random): BuildOptions => ({
  placeholders: { values: new Map(), wildcards: new Set() },
  strictNeq: random.chance(10),
})

const flipCase = (random: Random, text: string): string =>
  random.chance(50) ? text : random.pick([text.toUpperCase(), text.toLowerCase()])

/** A rule's text with its wildcards filled in, as UTF-8, UTF-16 or base64, now and then with a byte out of place. */
const nearMiss = (random: Random, texts: readonly string[]): Uint8Array => {
  const text = Array.from(texts.length === 0 ? '' : random.pick(texts))
    .map((character) =>
      character === '*'
        ? random.some(3, () => random.pick(LETTERS)).join('')
        : character === '?'
          ? random.pick(LETTERS)
          : flipCase(random, character),
    )
    .join('')
  const plain = random.chance(50) ? text.replace(/\\([*?\\])/g, '$1') : text
  const around = random.chance(50) ? plain : `${random.pick(LETTERS)}${plain}${random.pick(LETTERS)}`
  if (random.chance(8))
    return Buffer.from(Buffer.from(around, random.chance(50) ? 'utf8' : 'utf16le').toString('base64'))
  if (random.chance(8))
    return random.chance(30) ? Buffer.from(around, 'utf16le').swap16() : Buffer.from(around, 'utf16le')
  if (!random.chance(25)) return Buffer.from(around)
  const bytes = Buffer.from(around)
  const cut = random.below(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, cut), random.pick(BROKEN), bytes.subarray(cut)])
}

const eventValue = (random: Random, texts: readonly string[]): Uint8Array => {
  switch (random.below(8)) {
    case 0:
      return Buffer.from(random.pick(random.chance(60) ? NUMBERS : ODD_NUMBERS))
    case 1:
      return Buffer.from(random.pick(random.chance(60) ? ADDRESSES : ODD_ADDRESSES))
    case 2:
      return Buffer.from(random.pick(DATES))
    case 3:
      return Buffer.concat(
        random.some(6, () => (random.chance(20) ? random.pick(BROKEN) : Buffer.from(random.pick(LETTERS)))),
      )
    default:
      return nearMiss(random, texts)
  }
}

/** Missing, null and empty fields are as common as values. */
export const randomEvent = (random: Random, texts: readonly string[]): SigmaEvent => {
  const fields = new Map<string, Uint8Array | null>()
  for (const field of FIELDS) {
    const kind = random.below(10)
    if (kind === 0) continue
    if (kind === 1) fields.set(field, null)
    else fields.set(field, kind === 2 ? new Uint8Array() : eventValue(random, texts))
  }
  return { fields, event: eventValue(random, texts) }
}
