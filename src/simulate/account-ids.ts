import type { Random } from './random.ts'

export type AccountIdKind = 'sequential' | 'sparse' | 'uuid' | 'base36' | 'object-id' | 'e-mail'

/** Account ids of one company: those of its members, and ids of the same form that belong to nobody. */
export interface AccountIds {
  readonly kind: AccountIdKind
  /** Whether a stranger can count through the ids. */
  readonly walkable: boolean
  readonly members: readonly string[]
  nobody(): string
}

export const makeAccountIds = (kind: AccountIdKind, count: number, random: Random): AccountIds => {
  const taken = new Set<string>()
  const next = ID_MAKERS[kind](random, count)
  const fresh = (): string => {
    for (;;) {
      const id = next(taken.size)
      if (taken.has(id)) continue
      taken.add(id)
      return id
    }
  }
  const members = Array.from({ length: count }, fresh)
  const walkable = kind === 'sequential'
  return { kind, walkable, members, nobody: walkable ? () => nobodyBetween(members, taken, random) : fresh }
}

/** A withdrawn member's number, or one beyond the last. */
const nobodyBetween = (members: readonly string[], taken: ReadonlySet<string>, random: Random): string => {
  const low = Number(members[0])
  const high = Number(members.at(-1))
  for (;;) {
    const id = String(Math.floor(low + random.unit() * (high - low) * 1.05) + 1)
    if (!taken.has(id)) return id
  }
}

type IdMaker = (random: Random, count: number) => (taken: number) => string

const ID_MAKERS: Readonly<Record<AccountIdKind, IdMaker>> = {
  sequential: (random) => {
    const density = random.between(0.55, 0.95)
    let at = random.whole(1000, 300_000)
    return () => {
      do at++
      while (!random.chance(density))
      return String(at)
    }
  },
  sparse: (random) => () =>
    `${random.whole(10, 89)}${String(random.below(1e9)).padStart(9, '0')}${random.whole(1000, 9999)}`,
  uuid: (random) => () => uuid(random),
  base36: (random) => () => `u${random.base36(9)}`,
  'object-id': (random) => {
    const machine = random.hex(10)
    let at = random.whole(1, 90_000)
    return () => {
      at += random.whole(1, 40)
      const second = 0x5f000000 + random.below(0x08000000)
      return `${second.toString(16)}${machine}${(at & 0xffffff).toString(16).padStart(6, '0')}`
    }
  },
  'e-mail': (random) => () => {
    const name = random.pick(SYLLABLES) + random.pick(SYLLABLES) + random.pick(SYLLABLES)
    return `${name}${random.pick(['', '.', '_'])}${random.below(10_000)}@${random.pick(MAIL_HOSTS)}`
  },
}

const SYLLABLES = [
  'min',
  'ji',
  'seo',
  'hyun',
  'woo',
  'jun',
  'yeon',
  'su',
  'bin',
  'ha',
  'eun',
  'tae',
  'kyu',
  'na',
  'ra',
  'dong',
  'sang',
  'mi',
]
const MAIL_HOSTS = ['mail.example', 'post.example', 'inbox.example', 'web.example', 'letters.example']

export const uuid = (random: Random): string => {
  const h = random.hex(32)
  const variant = '89ab'[random.below(4)] ?? '8'
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`
}
