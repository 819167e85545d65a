import { createHash } from 'node:crypto'
import { merkleRoot } from './merkle.ts'

/** One file of the case. A symbolic link counts as a file that holds its target's path. */
export interface SealedFile {
  /** Relative to the case, `/` between folders. */
  readonly path: string
  readonly sha256: string
  readonly bytes: bigint
  /** Modification time in ns; says only which files need not be hashed again when the case is sealed anew. */
  readonly modified: bigint
}

export interface Seal {
  readonly root: string
  readonly files: readonly SealedFile[]
}

const HEAD = 'mapae-seal/1'

/** Merkle root over `sha256 bytes path` of every file, by path. */
export const sealRoot = (files: readonly SealedFile[]): string =>
  merkleRoot(files.map((file) => Buffer.from(`${file.sha256} ${file.bytes} ${file.path}`))).toString('hex')

export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1)

/**
 * The seal as text: `sha256 bytes modified path` a line (the path as JSON, so that no name can break the line), the
 * root, and last the digest of all the text before it.
 */
export const sealText = (files: readonly SealedFile[]): string => {
  const sorted = [...files].sort(byPath)
  const lines = sorted.map((file) => `${file.sha256} ${file.bytes} ${file.modified} ${JSON.stringify(file.path)}\n`)
  const text = `${HEAD}\n${lines.join('')}root ${sealRoot(sorted)}\n`
  return `${text}seal ${digest(text)}\n`
}

/** Undefined where the text is not exactly what `sealText` wrote. */
export const parseSeal = (text: string): Seal | undefined => {
  const end = text.lastIndexOf('seal ')
  const body = text.slice(0, end)
  if (end < 0 || text.slice(end) !== `seal ${digest(body)}\n` || !body.startsWith(`${HEAD}\n`)) return undefined
  const lines = body.trimEnd().split('\n').slice(1)
  const root = lines.pop()?.slice('root '.length) ?? ''
  return { root, files: lines.map(parseLine) }
}

const parseLine = (line: string): SealedFile => {
  const [sha256 = '', bytes = '0', modified = '0'] = line.split(' ', 3)
  const path = JSON.parse(line.slice(sha256.length + bytes.length + modified.length + 3)) as string
  return { path, sha256, bytes: BigInt(bytes), modified: BigInt(modified) }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
