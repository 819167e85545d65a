import { crc32, deflateRawSync } from 'node:zlib'

export interface Entry {
  readonly name: string | Buffer
  readonly bytes: Buffer
}

/** A tar archive; a name over 100 bytes as a pax record. */
export const tarOf = (entries: readonly Entry[]): Buffer =>
  Buffer.concat([...entries.flatMap(tarEntry), Buffer.alloc(1024)])

const tarEntry = ({ name, bytes }: Entry): readonly Buffer[] => {
  const raw = Buffer.from(name)
  if (raw.length <= 100) return [header(raw, bytes.length, '0'), padded(bytes)]
  const record = ` path=${raw.toString('utf8')}\n`
  const length = [1, 2, 3, 4]
    .map((digits) => Buffer.byteLength(record) + digits)
    .find((total) => String(total).length === total - Buffer.byteLength(record))
  const pax = Buffer.from(`${length}${record}`)
  return [
    header(Buffer.from('pax'), pax.length, 'x'),
    padded(pax),
    header(raw.subarray(0, 100), bytes.length, '0'),
    padded(bytes),
  ]
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])

const header = (name: Buffer, size: number, type: string): Buffer => {
  const block = Buffer.alloc(512)
  name.copy(block)
  block.write('0000644\0', 100)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('14524716600\0', 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write('ustar\x0000', 257)
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return block
}

export interface ZipEntry extends Entry {
  /** 8 deflate, 0 stored, others as given; 1 as flag: encrypted. */
  readonly method?: number
  readonly flags?: number
  /** Check sum to claim instead of the right one. */
  readonly claimed?: number
}

export const zipOf = (entries: readonly ZipEntry[]): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const method = entry.method ?? 8
    const raw = Buffer.from(entry.name)
    const packed = method === 8 ? deflateRawSync(entry.bytes) : entry.bytes
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE((entry.flags ?? 0) | 0x800, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(0x5c6e0000, 6)
    common.writeUInt32LE(entry.claimed ?? crc32(entry.bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(entry.bytes.length, 18)
    common.writeUInt16LE(raw.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, raw, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, raw]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}

/** Local headers and data only, as a stream writes them: check sum and lengths after the data, and no directory yet. */
export const streamedZip = (entries: readonly Entry[]): Buffer =>
  Buffer.concat(
    entries.flatMap(({ name, bytes }, i) => {
      const raw = Buffer.from(name)
      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      local.writeUInt16LE(20, 4)
      local.writeUInt16LE(0x808, 6)
      local.writeUInt16LE(8, 8)
      local.writeUInt16LE(raw.length, 26)
      const packed = deflateRawSync(bytes)
      const descriptor = Buffer.alloc(16)
      descriptor.write('PK\x07\x08', 'latin1')
      descriptor.writeUInt32LE(crc32(bytes), 4)
      descriptor.writeUInt32LE(packed.length, 8)
      descriptor.writeUInt32LE(bytes.length, 12)
      return [local, raw, packed, i % 2 === 0 ? descriptor : descriptor.subarray(4)]
    }),
  )
