import { BadData } from '../bad-data.ts'
import type { BitReader } from './bit-reader.ts'
import { type Code, codeOf, symbolFrom } from './huffman.ts'

const GROUP = 50
const RUN_A = 0
const RUN_B = 1

/** One block of compressed data after its magic: text as it was before compression, its check sum compared. */
export const readBlock = (bits: BitReader, blockSize: number): Buffer => {
  const expected = bits.word()
  if (bits.bit() === 1) throw new BadData('randomised block')
  const origin = bits.bits(24)
  const alphabet = usedBytes(bits)
  const { codes, selectors } = tables(bits, alphabet.length + 2)
  const last = new Uint8Array(blockSize)
  const length = moveToFront(bits, codes, selectors, alphabet, last)
  if (origin >= length) throw new BadData('origin outside the block')
  const text = withoutRuns(unsorted(last, length, origin))
  if (checkSum(text) !== expected) throw new BadData('check sum')
  return text
}

const usedBytes = (bits: BitReader): Uint8Array => {
  const ranges = bits.bits(16)
  const used: number[] = []
  for (let range = 0; range < 16; range++) {
    if (((ranges >> (15 - range)) & 1) === 0) continue
    const members = bits.bits(16)
    for (let i = 0; i < 16; i++) if (((members >> (15 - i)) & 1) === 1) used.push(range * 16 + i)
  }
  if (used.length === 0) throw new BadData('no byte in use')
  return Uint8Array.from(used)
}

interface Tables {
  readonly codes: readonly Code[]
  readonly selectors: Uint8Array
}

const tables = (bits: BitReader, symbols: number): Tables => {
  const groups = bits.bits(3)
  if (groups < 2 || groups > 6) throw new BadData('number of tables')
  const selectors = new Uint8Array(bits.bits(15))
  const order = Array.from({ length: groups }, (_, i) => i)
  for (let i = 0; i < selectors.length; i++) {
    let place = 0
    while (bits.bit() === 1) if (++place >= groups) throw new BadData('selector')
    const [chosen = 0] = order.splice(place, 1)
    order.unshift(chosen)
    selectors[i] = chosen
  }
  const codes = Array.from({ length: groups }, () => codeOf(lengthsFrom(bits, symbols)))
  return { codes, selectors }
}

const lengthsFrom = (bits: BitReader, symbols: number): Uint8Array => {
  const lengths = new Uint8Array(symbols)
  let length = bits.bits(5)
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.bit() === 1) length += bits.bit() === 0 ? 1 : -1
    if (length < 1 || length > 20) throw new BadData('code length')
    lengths[symbol] = length
  }
  return lengths
}

/** Fills the last column of the sorted rotations; returns its length. */
const moveToFront = (
  bits: BitReader,
  codes: readonly Code[],
  selectors: Uint8Array,
  alphabet: Uint8Array,
  last: Uint8Array,
): number => {
  const end = alphabet.length + 1
  const order = Uint8Array.from(alphabet)
  let [length, group, left, run, weight] = [0, 0, 0, 0, 1]
  let code: Code | undefined
  for (;;) {
    if (left === 0) {
      code = codes[selectors[group++] ?? -1]
      left = GROUP
    }
    if (code === undefined) throw new BadData('too few selectors')
    left--
    const symbol = symbolFrom(bits, code)
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight << symbol
      weight *= 2
      if (run > last.length) throw new BadData('run beyond the block')
      continue
    }
    if (length + run + 1 > last.length + Number(symbol === end)) throw new BadData('block too long')
    last.fill(order[0] ?? 0, length, length + run)
    length += run
    ;[run, weight] = [0, 1]
    if (symbol === end) return length
    const byte = order[symbol - 1] ?? 0
    order.copyWithin(1, 0, symbol - 1)
    order[0] = byte
    last[length++] = byte
  }
}

/** Inverse Burrows–Wheeler transform. */
const unsorted = (last: Uint8Array, length: number, origin: number): Uint8Array => {
  const starts = new Int32Array(257)
  for (let i = 0; i < length; i++) starts[(last[i] ?? 0) + 1]!++
  for (let byte = 0; byte < 256; byte++) starts[byte + 1]! += starts[byte]!
  const next = new Int32Array(length)
  for (let i = 0; i < length; i++) next[starts[last[i]!]!++] = i
  const text = new Uint8Array(length)
  let at = next[origin]!
  for (let i = 0; i < length; i++) {
    text[i] = last[at]!
    at = next[at]!
  }
  return text
}

/** Four equal bytes are followed by how many more there are. */
const withoutRuns = (packed: Uint8Array): Buffer => {
  let size = 0
  let alike = 0
  for (let i = 0; i < packed.length; i++) {
    if (alike === 4) {
      size += packed[i] ?? 0
      alike = 0
      continue
    }
    alike = i > 0 && alike > 0 && packed[i] === packed[i - 1] ? alike + 1 : 1
    size++
  }
  const text = Buffer.allocUnsafe(size)
  let to = 0
  alike = 0
  for (let i = 0; i < packed.length; i++) {
    const byte = packed[i] ?? 0
    if (alike === 4) {
      text.fill(packed[i - 1] ?? 0, to, to + byte)
      to += byte
      alike = 0
      continue
    }
    alike = alike > 0 && byte === packed[i - 1] ? alike + 1 : 1
    text[to++] = byte
  }
  return text
}

/** CRC-32 with the most significant bit first, polynomial 0x04c11db7. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let i = 0; i < 8; i++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

const checkSum = (text: Uint8Array): number => {
  let crc = -1
  for (const byte of text) crc = (crc << 8) ^ (CRC[((crc >>> 24) ^ byte) & 255] ?? 0)
  return ~crc >>> 0
}
