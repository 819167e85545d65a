import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chainFaults } from '../../src/seal/chain.ts'
import { type SqliteStore, openSqliteStore } from '../../src/store/sqlite-store.ts'

describe('the case store', () => {
  let dir: string
  let store: SqliteStore
  const open = (): SqliteStore => openSqliteStore(path.join(dir, 'case.db'), { now: () => new Date(0) })
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-store-'))
    store = open()
  })
  afterEach(() => {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const length = (): number => [...store.ledger()].length

  it('keeps the latest document and every version', () => {
    store.put('plan', 'web', { zone: 'UTC' })
    store.put('plan', 'web', { zone: 'Asia/Seoul' })
    expect(store.get('plan', 'web')).toEqual({ zone: 'Asia/Seoul' })
    expect([...store.ledger()].map((entry) => entry.body)).toEqual([{ zone: 'UTC' }, { zone: 'Asia/Seoul' }])
    expect(store.get('plan', 'nothing')).toBeUndefined()
  })

  it('writes nothing for an equal body, whatever the order of its keys', () => {
    store.put('plan', 'web', { a: 1, b: 2 })
    store.put('plan', 'web', { b: 2, a: 1 })
    expect(length()).toBe(1)
  })

  it('lists numeric keys as numbers', () => {
    for (const key of ['10', '9', 'b', 'a', '100']) store.put('file', key, key)
    expect(store.list('file').map(({ key }) => key)).toEqual(['9', '10', '100', 'a', 'b'])
  })

  it('does all of a transaction or nothing', () => {
    expect(() =>
      store.transaction(() => {
        store.put('batch', '1', {})
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect([length(), store.get('batch', '1')]).toEqual([0, undefined])
    store.transaction(() => {
      store.put('batch', '1', {})
      store.transaction(() => store.put('lines', '1', {}))
    })
    expect(length()).toBe(2)
  })

  it('chains its entries, over a reopening too', () => {
    store.put('batch', '1', { files: [1] })
    store.close()
    store = open()
    store.put('batch', '2', { files: [2, '회원'] })
    expect([...chainFaults(store.chain())]).toEqual([])
    expect([...store.ledger()].map(({ seq, at }) => [seq, at])).toEqual([
      [1, '1970-01-01T00:00:00.000Z'],
      [2, '1970-01-01T00:00:00.000Z'],
    ])
  })

  it('refuses to change or delete an entry', () => {
    store.put('batch', '1', {})
    const db = new DatabaseSync(path.join(dir, 'case.db'))
    expect(() => db.exec('DELETE FROM ledger')).toThrow('append-only')
    expect(() => db.exec("UPDATE ledger SET body = ''")).toThrow('append-only')
    db.close()
  })

  it('is one file at rest', () => {
    store.put('batch', '1', {})
    expect(readdirSync(dir)).toEqual(['case.db'])
  })
})
