import { expect, it } from 'vitest'
import { composeReport } from '../../src/stages/compose-report.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { makeScratch } from '../intake/scratch.ts'
import { market } from '../real/companies/market.ts'
import { listening } from './heard-statements.ts'

/** As ARCHITECTURE.md states them; this market has routes of which no word says what they return, one that may be a log-in, and one called a log-out, and accounts that share an address and a program with a session without proof. */
const PASSES = { events: 34 + 2 + 1 + 1 + 1, evidence: 10 }

it('an investigation reads the events a bounded number of times, whatever it finds', async () => {
  const { truth: _, ...given } = market(true)
  const scratch = makeScratch(given.config)
  for (const [name, text] of Object.entries(given.files)) scratch.write(name, text)
  const theCase = await scratch.open()
  const { actors } = await investigate(theCase, { paths: [scratch.logs] })
  expect(actors.length).toBeGreaterThan(0)
  const heard: string[] = []
  await composeReport({ ...theCase, engine: listening(theCase.engine, heard) })
  const reads = (table: RegExp): number =>
    heard.reduce((sum, text) => sum + [...text.replaceAll('`', '').matchAll(table)].length, 0)
  expect(reads(/\b(?:FROM|JOIN)\s+derived\.event\b/g)).toBe(PASSES.events)
  expect(reads(/\b(?:FROM|JOIN)\s+evidence\.(?:event|log_line)\b/g)).toBe(PASSES.evidence)
})
