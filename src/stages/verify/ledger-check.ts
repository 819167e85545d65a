import type { Message } from '../../domain/report-model.ts'
import { chainFaults } from '../../seal/chain.ts'
import type { SqliteStore, StoredDocument } from '../../store/sqlite-store.ts'
import { type Check, done } from './result.ts'

/** Every entry follows from the one before it. */
export const checkLedger = (store: SqliteStore): Check => {
  const entries = [...store.chain()]
  const failures = [...chainFaults(entries)].map(({ seq, fault }) => ({
    code: 'verify/ledger-broken',
    values: { seq, fault },
  }))
  return done('verify/ledger', entries.length, failures)
}

/** The documents are what replaying the ledger gives, neither more nor less. */
export const checkDocuments = (store: SqliteStore): Check => {
  const replayed = new Map<string, StoredDocument>()
  for (const { kind, key, seq, body } of store.chain()) replayed.set(nameOf({ kind, key }), { kind, key, seq, body })
  const stored = new Map([...store.documents()].map((document) => [nameOf(document), document]))
  const missing = [...replayed].filter(([name]) => !stored.has(name)).map(([, document]) => fault('missing', document))
  const wrong = [...stored].flatMap(([name, document]) => compare(document, replayed.get(name)))
  return done('verify/documents', stored.size, [...missing, ...wrong])
}

const nameOf = ({ kind, key }: { readonly kind: string; readonly key: string }): string => JSON.stringify([kind, key])

const compare = (stored: StoredDocument, replayed: StoredDocument | undefined): readonly Message[] => {
  if (replayed === undefined) return [fault('added', stored)]
  return replayed.body === stored.body && replayed.seq === stored.seq ? [] : [fault('changed', replayed)]
}

const fault = (what: 'missing' | 'added' | 'changed', { kind, key, seq }: StoredDocument): Message => ({
  code: `verify/document-${what}`,
  values: { kind, key, seq },
})
