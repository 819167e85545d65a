import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'

const FOLDER = 'cloudtrail-attacks'

const recordsIn = (folder: string): readonly Readonly<Record<string, unknown>>[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const { Records } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as {
        Records: readonly Readonly<Record<string, unknown>>[]
      }
      return Records
    })

describe('attacks in CloudTrail', () => {
  it.skipIf(lacksShared(FOLDER))(
    'are read record by record from files of one Records list each, none rejected (needs cloudtrail-attacks)',
    async () => {
      const folder = path.join(sharedData(FOLDER), 'invictus', 'CloudTrail')
      const records = recordsIn(folder)
      const scratch = makeScratch()
      const theCase = await scratch.open()
      await acquire(theCase, [folder])
      const { ledger, plans, problems } = await ingest(theCase)
      const sum = (of: (entry: (typeof ledger)[number]) => bigint): bigint =>
        ledger.reduce((all, one) => all + of(one), 0n)
      expect(problems).toEqual([])
      expect(plans.map(({ kind }) => kind)).toEqual(['aws-cloudtrail'])
      expect(sum(({ received }) => received)).toBe(BigInt(records.length))
      expect(sum(({ rejected }) => rejected)).toBe(0n)
      const rows = await theCase.engine.rows<{ name: string; n: string }>(
        sql`SELECT concat(host, path) AS name, toString(count()) AS n FROM evidence.log_line GROUP BY name ORDER BY name`,
      )
      const expected = new Map<string, number>()
      for (const { eventSource, eventName } of records) {
        const name = `${String(eventSource)}/${String(eventName)}`
        expected.set(name, (expected.get(name) ?? 0) + 1)
      }
      expect(new Map(rows.map(({ name, n }) => [name, Number(n)]))).toEqual(expected)
    },
  )

  it.skipIf(lacksShared(FOLDER))('and in Entra are read line by line (needs cloudtrail-attacks)', async () => {
    const folder = path.join(sharedData(FOLDER), 'otrf')
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const files = [
      'ec2_proxy_s3_exfiltration_2020-09-14011940.json',
      'golden_saml/AADAuditEvents.json',
      'golden_saml/OfficeActivityEvents.json',
    ]
    await acquire(
      theCase,
      files.map((file) => path.join(folder, file)),
    )
    const { ledger, plans } = await ingest(theCase)
    expect(ledger.map(({ path: file, rejected }) => ({ file: path.basename(file), rejected }))).toEqual(
      files.map((file) => ({ file: path.basename(file), rejected: 0n })),
    )
    expect(plans.map(({ kind }) => kind).sort()).toEqual(['aws-cloudtrail', 'entra-audit', 'json-lines'])
  })
})
