import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asNetwork } from '../../src/domain/network.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { bind, sql } from '../../src/engine/sql.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-network-'))
let engine: Engine

beforeAll(async () => {
  engine = await openEmbedded(dir)
})

afterAll(async () => {
  await engine.close()
  rmSync(dir, { recursive: true, force: true })
})

const isIn = async (address: string, network: string): Promise<boolean> => {
  const row = await engine.row<{ found: number }>(
    sql`SELECT isIPAddressInRange(${address}, network) AS found FROM (SELECT arrayJoin(${bind('Array(String)', [asNetwork(network)])}) AS network)`,
  )
  return row.found === 1
}

describe('an address or network of case.yaml', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['192.0.2.200', '192.0.2.0/24'],
    ['2001:db8:0:1::9', '2001:db8::/32'],
  ])('the engine finds %s in %s', async (address, network) => {
    expect(await isIn(address, network)).toBe(true)
  })

  it.each([
    ['198.51.100.8', '198.51.100.7'],
    ['2001:db8::8', '2001:db8::7'],
    ['2001:db8::7', '198.51.100.7'],
  ])('and %s not in %s', async (address, network) => {
    expect(await isIn(address, network)).toBe(false)
  })
})
