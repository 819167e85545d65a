import { LEAST_NUMBER, MOST_NUMBER, NUMBER, OF_GROUPS, PADDED, UNTOLD, WRAPPED, WRAPPINGS } from '../address-forms.ts'

export const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

/** `shortest` and `unmapped` of `client-address.ts`, plainly. */
export const shortAddress = (address: string): string => {
  const short = shortest(address)
  if (UNTOLD.includes(short)) return ''
  return short.startsWith('::ffff:') && IPV4.test(short.slice(7)) ? short.slice(7) : short
}

/** Without what is printed around it. */
export const unwrapped = (entry: string): string =>
  WRAPPINGS.some((mark) => entry.includes(mark)) ? entry.replace(new RegExp(WRAPPED), '$1') : entry

const shortest = (address: string): string => {
  if (new RegExp(OF_GROUPS).test(address)) return shortGroups(address) ?? address
  if (IPV4.test(address)) return address
  if (new RegExp(PADDED).test(address)) {
    const parts = address.split('.').map(Number).join('.')
    return IPV4.test(parts) ? parts : address
  }
  const number = new RegExp(NUMBER).test(address) ? Number(address) + (address.startsWith('-') ? 2 ** 32 : 0) : 0
  return number >= LEAST_NUMBER && number <= MOST_NUMBER ? dotted(number) : address
}

const dotted = (number: number): string => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')

/** The eight groups of an address; null where it is none. `::` may stand for no group at all. */
const groupsOf = (address: string): readonly number[] | null => {
  const [head = '', tail, more] = address.split('::')
  const texts = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))
  const [before, behind] = [texts(head), texts(tail ?? '')]
  const zeros = 8 - before.length - behind.length
  const isWhole = tail === undefined ? zeros === 0 : zeros >= 0 && more === undefined
  if (!isWhole || ![...before, ...behind].every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null
  const numbers = (list: readonly string[]): readonly number[] => list.map((group) => Number.parseInt(group, 16))
  return [...numbers(before), ...Array<number>(zeros).fill(0), ...numbers(behind)]
}

/** As `inet_ntop` writes it: the first of the longest runs of zeros left out, and IPv4 within IPv6 with points. */
const shortGroups = (address: string): string | null => {
  const all = groupsOf(address)
  if (all === null) return null
  const { at, length } = longestZeros(all)
  const texts = all.map((group) => group.toString(16))
  if (at === 0 && (length === 6 || (length === 5 && all[5] === 0xffff))) {
    const number = (all[6] ?? 0) * 65_536 + (all[7] ?? 0)
    return `::${length === 5 ? 'ffff:' : ''}${dotted(number)}`
  }
  if (length < 2) return texts.join(':')
  return `${texts.slice(0, at).join(':')}::${texts.slice(at + length).join(':')}`
}

const longestZeros = (groups: readonly number[]): { readonly at: number; readonly length: number } => {
  let best = { at: 0, length: 0 }
  for (let at = 0; at < groups.length; at++) {
    let length = 0
    while (groups[at + length] === 0) length++
    if (length > best.length) best = { at, length }
  }
  return best
}
