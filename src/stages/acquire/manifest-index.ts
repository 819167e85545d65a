import type { ManifestFile } from '../../domain/manifest.ts'

/** The manifest while it grows: by path and by bytes. */
export class ManifestIndex {
  readonly #byPath = new Map<string, ManifestFile[]>()
  readonly #byBytes = new Map<string, ManifestFile>()
  readonly #files: ManifestFile[] = []
  #next = 1

  constructor(files: readonly ManifestFile[]) {
    for (const file of files) this.add(file)
  }

  /** Forgets what was added since there were `count` files. */
  backTo(count: number): void {
    const kept = this.#files.slice(0, count)
    for (const map of [this.#byPath, this.#byBytes]) map.clear()
    this.#files.length = 0
    this.#next = 1
    for (const file of kept) this.add(file)
  }

  get count(): number {
    return this.#files.length
  }

  /** The number that the next file gets. */
  get next(): number {
    return this.#next
  }

  add(file: ManifestFile): void {
    this.#files.push(file)
    this.#next = Math.max(this.#next, file.number + 1)
    if (file.from === null) this.#byPath.set(file.path, [...this.at(file.path), file])
    const key = `${file.sha256} ${file.bytes}`
    if (!this.#byBytes.has(key)) this.#byBytes.set(key, file)
  }

  /** Files as received under a path, in the order of their registration. */
  at(path: string): readonly ManifestFile[] {
    return this.#byPath.get(path) ?? []
  }

  /** The first file of these bytes. */
  twin(sha256: string, bytes: bigint): ManifestFile | undefined {
    return this.#byBytes.get(`${sha256} ${bytes}`)
  }
}
