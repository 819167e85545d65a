import { open } from 'node:fs/promises'
import type { Compression } from '../../domain/manifest.ts'

const MAGIC: readonly { readonly bytes: readonly number[]; readonly compression: Compression }[] = [
  { bytes: [0x1f, 0x8b], compression: 'gz' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], compression: 'zst' },
  { bytes: [0x42, 0x5a, 0x68], compression: 'bz2' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], compression: 'xz' },
  { bytes: [0x04, 0x22, 0x4d, 0x18], compression: 'lz4' },
]

const TAR_MAGIC_AT = 257

/** From the first bytes; only whether a compressed file holds a tar archive is read from its name (`.tar.gz`, `.tgz`). */
export const sniffCompression = async (file: string): Promise<Compression> => {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(512)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    if (bytesRead >= TAR_MAGIC_AT + 5 && head.toString('latin1', TAR_MAGIC_AT, TAR_MAGIC_AT + 5) === 'ustar')
      return 'tar'
    const found = MAGIC.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte))?.compression ?? ''
    return isTarName(file) ? asTar(found) : found
  } finally {
    await handle.close()
  }
}

const isTarName = (file: string): boolean => /\.(?:tar\.[a-z0-9]+|tgz|tzst|tbz2?|txz)$/i.test(file)

const asTar = (compression: Compression): Compression => {
  if (compression === 'gz') return 'tar.gz'
  if (compression === 'zst') return 'tar.zst'
  if (compression === 'bz2') return 'tar.bz2'
  return compression === 'xz' ? 'tar.xz' : compression
}
