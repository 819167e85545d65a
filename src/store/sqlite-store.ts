import path from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { canonicalJson } from '../seal/canonical-json.ts'
import { type ChainEntry, GENESIS, entryHash } from '../seal/chain.ts'
import { CaseProblem } from './case-problem.ts'
import type { CaseStore, DocumentKind, Json, LedgerEntry } from './case-store.ts'

/** The ledger refuses change: what is written there stays, or the file is no longer the one that was sealed. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS document (
    kind TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS ledger_keeps BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ledger_stays BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`

/** One file at rest: a rollback journal exists only while a transaction runs. */
const PRAGMAS = `PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;`

/** A stored case with its ledger as it lies on disk, for `verify`. */
export interface SqliteStore extends CaseStore {
  chain(): Iterable<ChainEntry>
  documents(): Iterable<StoredDocument>
}

export interface StoredDocument {
  readonly kind: string
  readonly key: string
  readonly seq: number
  readonly body: string
}

export interface StoreEffects {
  readonly now: () => Date
}

export const openSqliteStore = (file: string, effects: StoreEffects = { now: () => new Date() }): SqliteStore =>
  guarded(file, () => {
    const db = new DatabaseSync(file)
    db.exec(PRAGMAS + SCHEMA)
    return storeOver(db, file, effects)
  })

const storeOver = (db: DatabaseSyncInstance, file: string, effects: StoreEffects): SqliteStore => {
  const find = db.prepare('SELECT body FROM document WHERE kind = ? AND key = ?')
  const all = db.prepare('SELECT key, body FROM document WHERE kind = ?')
  const head = db.prepare('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1')
  const append = db.prepare('INSERT INTO ledger (seq, at, kind, key, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const project = db.prepare('INSERT OR REPLACE INTO document (kind, key, seq, body) VALUES (?, ?, ?, ?)')
  const chain = (): Iterable<ChainEntry> =>
    db.prepare('SELECT seq, at, kind, key, body, prev, hash FROM ledger ORDER BY seq').iterate() as Iterable<ChainEntry>
  const documents = (): Iterable<StoredDocument> =>
    db.prepare('SELECT kind, key, seq, body FROM document ORDER BY kind, key').iterate() as Iterable<StoredDocument>
  const bodyOf = (kind: DocumentKind, key: string): string | undefined =>
    (find.get(kind, key) as { body: string } | undefined)?.body

  const transaction = (work: () => void): void => {
    if (db.isTransaction) return work()
    guarded(file, () => {
      db.exec('BEGIN IMMEDIATE')
      try {
        work()
        db.exec('COMMIT')
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    })
  }

  const write = (kind: DocumentKind, key: string, body: string): void => {
    const last = (head.get() as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: GENESIS }
    const entry = { seq: last.seq + 1, at: effects.now().toISOString(), kind, key, body, prev: last.hash }
    append.run(entry.seq, entry.at, kind, key, body, entry.prev, entryHash(entry))
    project.run(kind, key, entry.seq, body)
  }

  return {
    put: (kind, key, body) => {
      const text = canonicalJson(body)
      transaction(() => {
        if (bodyOf(kind, key) !== text) write(kind, key, text)
      })
    },
    transaction,
    get: (kind, key) => parsed(bodyOf(kind, key)),
    list: (kind) =>
      (all.all(kind) as { key: string; body: string }[])
        .sort((a, b) => byKey(a.key, b.key))
        .map(({ key, body }) => ({ key, body: JSON.parse(body) as Json }))
        .filter(({ body }) => body !== null),
    ledger: function* () {
      for (const entry of chain()) yield { ...entry, body: JSON.parse(entry.body) as Json } as LedgerEntry
    },
    chain,
    documents,
    close: () => db.close(),
  }
}

const parsed = (body: string | undefined): Json | undefined =>
  body === undefined ? undefined : (JSON.parse(body) as Json)

const isNumber = (key: string): boolean => /^\d+$/.test(key)

/** Numbers first and as numbers, then the rest by code unit. */
const byKey = (a: string, b: string): number => {
  if (isNumber(a) && isNumber(b)) return a.length - b.length || (a < b ? -1 : 1)
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1
  return a < b ? -1 : 1
}

const guarded = <T>(file: string, work: () => T): T => {
  try {
    return work()
  } catch (cause) {
    throw storeProblem(cause, file)
  }
}

/** SQLite's own words for a full disk and for a file that is not (or no longer) a database. */
const storeProblem = (cause: unknown, file: string): unknown => {
  const text = cause instanceof Error ? cause.message : String(cause)
  const values = { dir: path.dirname(file), detail: text }
  if (/database or disk is full|ENOSPC|disk I\/O error/i.test(text))
    return new CaseProblem({ code: 'case/disk-full', values }, [], cause)
  if (/not a database|malformed/i.test(text)) return new CaseProblem({ code: 'case/store-damaged', values }, [], cause)
  return cause
}
