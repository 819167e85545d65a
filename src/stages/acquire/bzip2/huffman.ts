import type { BitReader } from './bit-reader.ts'
import { BadData } from '../bad-data.ts'

/** A canonical Huffman code: per length the highest code and where its symbols begin. */
export interface Code {
  readonly shortest: number
  readonly limit: Int32Array
  readonly base: Int32Array
  readonly symbols: Uint16Array
}

const LONGEST = 20

export const codeOf = (lengths: Uint8Array): Code => {
  const counts = new Int32Array(LONGEST + 2)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  const symbols = new Uint16Array(lengths.length)
  let filled = 0
  const limit = new Int32Array(LONGEST + 2).fill(-1)
  const base = new Int32Array(LONGEST + 2)
  let code = 0
  let shortest = 0
  for (let length = 1; length <= LONGEST; length++) {
    base[length] = filled - code
    for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) symbols[filled++] = symbol
    const count = counts[length] ?? 0
    if (count > 0 && shortest === 0) shortest = length
    code += count
    limit[length] = count > 0 || code > 0 ? code - 1 : -1
    code <<= 1
  }
  return { shortest, limit, base, symbols }
}

export const symbolFrom = (bits: BitReader, { shortest, limit, base, symbols }: Code): number => {
  let length = shortest
  let code = bits.bits(length)
  while (code > (limit[length] ?? -1)) {
    if (++length > LONGEST) throw new BadData('no such code')
    code = (code << 1) | bits.bit()
  }
  const symbol = symbols[code + (base[length] ?? 0)]
  if (symbol === undefined) throw new BadData('no such symbol')
  return symbol
}
