import { rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { evidenceName, type ManifestFile, type Opened } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { auditRecords } from './audit-sections.ts'
import { anyLine } from './any-line.ts'
import { BadData } from './bad-data.ts'
import { hasOpenQuote, isTable, OPEN_QUOTE, wholeCells } from './cell-breaks.ts'
import { withoutColours } from './colours.ts'
import { contentOf as contentIn, headOf } from './content.ts'
import type { Digested } from './digest.ts'
import { linesFromReturns } from './cr-lines.ts'
import { journalRecords } from './journal-export.ts'
import { recordsFrom } from './json-records.ts'
import { HEAD_BYTES } from './head-bytes.ts'
import type { ManifestIndex } from './manifest-index.ts'
import { columnsOf, HIDING_COLUMNS, isParquet } from './parquet.ts'
import { hasPartialLines, PARTIAL, runtimeOf, wholeLines } from './partial-lines.ts'
import { linkEvidence, linkOf, storedName } from './places.ts'
import { prettyRecords } from './pretty-records.ts'
import { readTar, TornArchive } from './read-tar.ts'
import { readTornZip } from './read-torn-zip.ts'
import { readZip, type ZipMember } from './read-zip.ts'
import { markupTables } from './sheets/markup-tables.ts'
import { isWorkbook, readWorkbook } from './sheets/read-workbook.ts'
import { membersOf } from './sql-dump/members.ts'
import { tablesFrom } from './sql-dump/read-tables.ts'
import { compressionOf, contentOf, hasUtf8Mark, sealedArchiveOf } from './sniff.ts'
import { isEncoding, utf8From } from './transcode.ts'
import { xmlEvents } from './xml-events.ts'
import { writeStored } from './write-stored.ts'

/** What registering one file adds to the manifest: the file, and all that was taken out of it. */
export interface Registration {
  readonly files: readonly ManifestFile[]
  /** What was handed in again as it was. */
  readonly known?: readonly ManifestFile[]
  readonly problems: readonly Message[]
}

/** Unpacked, an archive does not fit on the disk: it may in a later run. */
export class NoRoom extends Error {
  readonly problem: Message

  constructor(archive: Pick<ManifestFile, 'path' | 'member'>) {
    super('no room')
    this.problem = { code: 'acquire/archive-refused', values: { path: evidenceName(archive), reason: 'size' } }
  }
}

/** Archives in archives in archives: more is made to explode. */
const DEEPEST = 5

/** Texts that are written anew to be read; where nothing had to be changed, what comes out is no second copy of what went in. */
const REWRITTEN: Partial<Readonly<Record<Opened, (content: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>>>> =
  {
    'json-records': recordsFrom,
    'cr-lines': linesFromReturns,
    'cell-breaks': wholeCells,
    colours: withoutColours,
    'partial-lines': wholeLines,
    'xml-events': xmlEvents,
    'journal-export': journalRecords,
    'audit-sections': auditRecords,
    'pretty-records': prettyRecords,
  }

type Told = Pick<ManifestFile, 'number' | 'compression' | 'bytes'>
type Quoted = Told & Pick<Digested, 'hasQuote'>
type Received = Pick<ManifestFile, 'path' | 'member' | 'modified' | 'from' | 'stored' | 'extends'>

/** Registers files of one case; `index` says what is registered already. */
export class Registrar {
  readonly #case: Case
  readonly #index: ManifestIndex
  readonly #files: ManifestFile[] = []
  readonly #problems: Message[] = []

  constructor(theCase: Case, index: ManifestIndex) {
    this.#case = theCase
    this.#index = index
  }

  get registration(): Registration {
    return { files: this.#files, problems: this.#problems }
  }

  /** The file itself, linked, and what it holds where it is no text by itself. */
  async register(received: Received, digested: Digested, depth = 0, outer: Opened = ''): Promise<ManifestFile> {
    const { sha256, bytes, compression } = digested
    const number = this.#index.next
    const same = this.#index.twin(sha256, bytes)
    const isUnchanged = same !== undefined && same.number === received.from && REWRITTEN[outer] !== undefined
    const twin = isUnchanged ? undefined : same
    const draft = { ...received, number, sha256, bytes: `${bytes}`, compression, sameAs: twin?.number ?? null }
    await linkEvidence(this.#case.dir, draft)
    const head = await this.#headOf(draft, digested.head)
    const opened = isUnchanged
      ? ''
      : (twin?.opened ?? (await this.#openedAs({ ...draft, hasQuote: digested.hasQuote }, head, depth, outer)))
    const text = { ...draft, opened, bom: hasUtf8Mark(head) }
    const file = opened === '' && twin === undefined && isParquet(head) ? await this.#asTable(text) : text
    this.#index.add(file)
    this.#files.push(file)
    if (digested.torn) this.#problem('ingest/truncated', file)
    if (opened !== '' && twin === undefined) await this.#open(file, depth)
    return file
  }

  /** The number that the next file gets. */
  get next(): number {
    return this.#index.next
  }

  note(problem: Message): void {
    this.#problems.push(problem)
  }

  #problem(code: string, file: Pick<ManifestFile, 'path' | 'member'>, values: Message['values'] = {}): void {
    this.#problems.push({ code, values: { path: evidenceName(file), ...values } })
  }

  /** The first bytes after decompression. */
  async #headOf(file: Pick<ManifestFile, 'number' | 'compression'>, head: Buffer): Promise<Buffer> {
    if (file.compression === '') return head
    const link = linkOf(this.#case.dir, file)
    if (file.compression === 'gz' || file.compression === 'bz2')
      return headOf(contentIn(this.#case.engine, { file: link, link, compression: file.compression }), HEAD_BYTES)
    const rows = await this.#case.engine
      .rows<{ head: string }>(
        sql`SELECT hex(substring(line, 1, ${HEAD_BYTES})) AS head FROM file(${bind('String', link)}, 'LineAsString', 'line String')
          LIMIT 1 SETTINGS max_threads = 1, input_format_parallel_parsing = 0`,
      )
      .catch(() => [])
    return Buffer.from(rows[0]?.head ?? '', 'hex')
  }

  async #asTable(file: ManifestFile): Promise<ManifestFile> {
    const columns = await columnsOf(this.#case.engine, linkOf(this.#case.dir, file))
    if (typeof columns === 'string') {
      this.#problem('acquire/table-unreadable', file, { detail: columns })
      return { ...file, opened: 'damaged' }
    }
    const hiding = columns.map(({ name }) => name).filter((name) => HIDING_COLUMNS.has(name))
    if (hiding.length > 0) this.#problem('acquire/table-columns', file, { columns: hiding.join(', ') })
    return { ...file, columns: columns.filter(({ name }) => !HIDING_COLUMNS.has(name)) }
  }

  async #openedAs(
    file: Quoted & Pick<ManifestFile, 'path' | 'member'>,
    head: Buffer,
    depth: number,
    outer: Opened,
  ): Promise<Opened> {
    const content = await this.#contentIn(file, head, outer)
    const packed = file.compression !== '' && (compressionOf(head) !== '' || content === 'zip' || isParquet(head))
    const opened = packed || (file.compression === 'bz2' && content === '') ? 'compressed' : content
    if (opened === '7z') this.#problem('acquire/archive-unknown', file, { kind: sealedArchiveOf(head) })
    else if (opened !== '' && depth >= DEEPEST) this.#problem('acquire/archive-refused', file, { reason: 'depth' })
    return opened
  }

  async #open(file: ManifestFile, depth: number): Promise<void> {
    if (depth >= DEEPEST || file.opened === '7z') return
    try {
      if (file.opened === 'zip') await this.#openZip(file, depth)
      else if (file.opened === 'tar') await this.#openTar(file, depth)
      else if (file.opened === 'sql-tables' || file.opened === 'markup-tables') await this.#openTables(file, depth)
      else await this.#takeOut(file, { name: null, modified: file.modified }, this.#textOf(file), depth)
    } catch (error) {
      if (!(error instanceof TornArchive) && !(error instanceof BadData)) throw error
      this.#problem('acquire/archive-damaged', file)
    }
  }

  /** By its beginning; of tables and of a container runtime's lines by all of it. */
  async #contentIn(file: Quoted, head: Buffer, outer: Opened): Promise<Opened> {
    const told = contentOf(head)
    if (told === 'xml-events' && outer === told) return ''
    if (told !== '' || outer === 'cell-breaks' || outer === 'partial-lines') return told
    const runtime = runtimeOf(head)
    if (runtime !== null) {
      const isCut = await this.#anyLine(file, PARTIAL[runtime], (content) => hasPartialLines(content, runtime))
      return isCut ? 'partial-lines' : ''
    }
    if (file.compression === '' && !file.hasQuote) return ''
    return isTable(head) && (await this.#anyLine(file, OPEN_QUOTE, hasOpenQuote)) ? 'cell-breaks' : ''
  }

  /** As the engine says, else as looking through the content does. */
  async #anyLine(
    file: Told,
    condition: Sql,
    look: (content: AsyncIterable<Uint8Array>) => Promise<boolean>,
  ): Promise<boolean> {
    const told = await anyLine(this.#case.engine, linkOf(this.#case.dir, file), BigInt(file.bytes), condition)
    return told ?? this.#finds(look(this.#contentOf(file)))
  }

  /** Damaged data is told of where it is read. */
  async #finds(looking: Promise<boolean>): Promise<boolean> {
    return looking.catch((error: unknown) => {
      if (error instanceof BadData) return false
      throw error
    })
  }

  #contentOf(file: Pick<ManifestFile, 'number' | 'compression'>): AsyncIterable<Uint8Array> {
    const link = linkOf(this.#case.dir, file)
    return contentIn(this.#case.engine, { file: link, link, compression: file.compression })
  }

  #textOf(file: ManifestFile): AsyncIterable<Uint8Array> {
    const content = this.#contentOf(file)
    const rewritten = REWRITTEN[file.opened]
    if (rewritten !== undefined) return rewritten(content)
    return isEncoding(file.opened) ? utf8From(content, file.opened) : content
  }

  async #openTar(file: ManifestFile, depth: number): Promise<void> {
    for await (const member of readTar(this.#contentOf(file))) await this.#takeOut(file, member, member.content, depth)
  }

  /** Tables of a database or of markup stand for files of an archive; rows of one that follow one another are one member. */
  async #openTables(file: ManifestFile, depth: number): Promise<void> {
    const tables = (file.opened === 'sql-tables' ? tablesFrom : markupTables)(this.#contentOf(file))
    let isEmpty = true
    for await (const { name, content } of membersOf(tables)) {
      isEmpty = false
      await this.#takeOut(file, { name, modified: file.modified }, content, depth)
    }
    if (isEmpty) this.#problem('acquire/empty', file)
  }

  async #openZip(file: ManifestFile, depth: number): Promise<void> {
    const link = linkOf(this.#case.dir, file)
    const zip = await readZip(link).catch((error: unknown) => {
      if (!(error instanceof TornArchive)) throw error
      return null
    })
    if (zip === null) {
      for await (const member of readTornZip(link)) await this.#takeOut(file, member, member.content, depth)
      throw new TornArchive('no directory')
    }
    try {
      if (zip.overlaps) return this.#problem('acquire/archive-refused', file, { reason: 'overlap' })
      if (await this.#isTooLarge(zip.members)) throw new NoRoom(file)
      if (isWorkbook(zip.members)) return await this.#openWorkbook(file, zip.members, depth)
      for (const member of zip.members) {
        if (member.closed === '') await this.#takeOut(file, member, member.content(), depth)
        else this.#problem(`acquire/member-${member.closed}`, file, { member: member.name })
      }
    } finally {
      zip.close()
    }
  }

  /** Sheets of a spreadsheet stand for files of its archive. */
  async #openWorkbook(file: ManifestFile, members: readonly ZipMember[], depth: number): Promise<void> {
    const sheets = await readWorkbook(members)
    if (sheets === null) return this.#problem('acquire/archive-refused', file, { reason: 'memory' })
    for (const { name, content } of sheets)
      await this.#takeOut(file, { name, modified: file.modified }, content(), depth)
  }

  /** Unpacked, an archive must fit on the disk. */
  async #isTooLarge(members: readonly ZipMember[]): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.#case.dir)
    return members.reduce((sum, { bytes }) => sum + bytes, 0) > bavail * bsize
  }

  /** One file out of another, written under its number: names in an archive lead nowhere. */
  async #takeOut(
    from: ManifestFile,
    { name, modified }: { readonly name: string | null; readonly modified: string },
    content: AsyncIterable<Uint8Array>,
    depth: number,
  ): Promise<void> {
    const stored = storedName(this.#index.next, 'extracted')
    const target = path.join(this.#case.dir, stored)
    const written = await writeStored(target, content).catch(async (error: unknown) => {
      await rm(target, { force: true })
      throw isOfSpace(error) ? new NoRoom(from) : error
    })
    const member = [from.member, name].filter((part) => part !== null).join('::') || null
    if (written.broken) this.#problem('ingest/damaged', { path: from.path, member })
    if (written.bytes === 0n) {
      await rm(target)
      return this.#problem('acquire/empty', { path: from.path, member })
    }
    if (name !== null && pointsOutside(name)) this.#problem('acquire/member-name', from, { member: name })
    await this.register(
      { path: from.path, member, modified, from: from.number, stored, extends: null },
      written,
      depth + 1,
      from.opened,
    )
  }
}

const isOfSpace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

const pointsOutside = (name: string): boolean => /^(?:[\\/]|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name)
