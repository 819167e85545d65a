import type { Network } from './expr.ts'

const MAPPED = 0xffffn << 32n
const ALL = (1n << 128n) - 1n

/**
 * An address as a 128-bit number, IPv4 at ::ffff:0:0/96, or null for anything else. Strict: four decimal parts without
 * leading zeros; RFC 4291 section 2.2 for IPv6, no zone, no port, no blanks.
 */
export const parseAddress = (text: string): bigint | null => {
  const v4 = parseV4(text)
  if (v4 !== null) return MAPPED | v4
  return text.includes(':') ? parseV6(text) : null
}

const parseV4 = (text: string): bigint | null => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (match === null) return null
  let address = 0n
  for (const part of match.slice(1)) {
    if ((part.length > 1 && part.startsWith('0')) || Number(part) > 255) return null
    address = (address << 8n) | BigInt(part)
  }
  return address
}

const parseV6 = (text: string): bigint | null => {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map((half, i) => readGroups(half, i === halves.length - 1))
  if (head === null || head === undefined || tail === null) return null
  const after = tail ?? []
  const zeros = 8 - head.length - after.length
  if (halves.length === 2 ? zeros < 1 : zeros !== 0) return null
  return [...head, ...Array.from({ length: zeros }, () => 0n), ...after].reduce((sum, part) => (sum << 16n) | part, 0n)
}

const readGroups = (text: string, last: boolean): readonly bigint[] | null => {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    const v4 = last && i === parts.length - 1 ? parseV4(part) : null
    if (v4 !== null) groups.push(v4 >> 16n, v4 & 0xffffn)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return null
  }
  return groups
}

/** A network and whether its address has bits set beyond the prefix; null when the text is none. */
export const parseNetwork = (text: string): { readonly network: Network; readonly hostBits: boolean } | null => {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text)
  const address = parseAddress(match?.[1] ?? '')
  if (match === null || address === null) return null
  const v4 = !(match[1] ?? '').includes(':')
  const length = Number(match[2]) + (v4 ? 96 : 0)
  if (length > 128) return null
  const host = (1n << BigInt(128 - length)) - 1n
  const first = address & (ALL ^ host)
  return { network: { text, first, last: first | host }, hostBits: first !== address }
}

export const isMapped = (address: bigint): boolean => address >> 32n === 0xffffn

/** An IPv4 address is in IPv4 networks only: `::/0` does not hold it, `::ffff:0:0/96` and narrower do. */
export const inNetwork = (address: bigint, { first, last }: Network): boolean =>
  address >= first && address <= last && (isMapped(first) || !isMapped(address))

/** The address in full IPv6 form, e.g. `0000:0000:0000:0000:0000:ffff:c000:0201`. */
export const showAddress = (address: bigint): string =>
  (address.toString(16).padStart(32, '0').match(/.{4}/g) ?? []).join(':')
