import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventsSql } from '../../bench/sigma/differential.ts'
import { corpusFiles } from '../../bench/sigma/rule-files.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { join, sql } from '../../src/engine/sql.ts'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import type { SigmaEvent } from '../../src/sigma/interpret/event.ts'
import type { Rule } from '../../src/sigma/rule.ts'
import { buildRuleSet, type RuleSet } from '../../src/sigma/rule-set.ts'
import { inChunks } from '../../src/sigma/sql/chunks.ts'
import { predicate } from '../../src/sigma/sql/predicate.ts'
import { prepare } from '../../src/sigma/sql/prepare.ts'
import { mapSource } from '../../src/sigma/sql/source.ts'
import { describeShared } from '../shared-data.ts'
import { regressionCases } from './regression-events.ts'

describeShared('the rules of SigmaHQ', 'sigma', (dir) => {
  let scratch: string
  let engine: Engine
  let set: RuleSet
  beforeAll(async () => {
    scratch = mkdtempSync(path.join(os.tmpdir(), 'mapae-sigma-'))
    engine = await openEmbedded(scratch)
    set = buildRuleSet(corpusFiles(dir))
  })
  afterAll(async () => {
    await engine.close()
    rmSync(scratch, { recursive: true, force: true })
  })

  it('are read, checked and built, all but those whose placeholders nobody gave values for', () => {
    const errors = set.problems.filter(({ severity }) => severity === 'error')
    expect([...new Set(errors.map(({ code }) => code))]).toEqual(['sigma/placeholder-not-expanded'])
    const broken = new Set(errors.map(({ place }) => place.file))
    expect(set.rejected.map(({ place }) => place.file).sort()).toEqual([...broken].sort())
    expect(set.rules.length).toBeGreaterThan(3_700)
    expect(set.rules.length + set.rejected.length).toBe(corpusFiles(dir).length)
  })

  it('keep their authors and what the specification does not know', () => {
    expect(set.rules.filter(({ document }) => document.meta.author === '')).toEqual([])
    expect(set.rules.filter(({ document }) => 'regression_tests_path' in document.meta.custom).length).toBeGreaterThan(
      100,
    )
  })

  it('run in the engine, every one, and say what the interpreter says of the regression events', async () => {
    const cases = regressionCases(path.join(dir, 'regression'))
    expect(cases.length).toBeGreaterThan(200)
    const events = cases.flatMap((one) => one.events)
    await engine.run(
      sql`CREATE TABLE IF NOT EXISTS default.regression ENGINE = Memory AS SELECT * FROM ${eventsSql(events)}`,
    )
    const answers = await ask(engine, set.rules)
    const found = new Map(set.rules.map((rule, i) => [rule.key, answers[i] ?? '']))
    let at = 0
    for (const { rule: key, events: own, count } of cases) {
      const rule = set.rules.find((candidate) => candidate.key === key)
      expect(rule, key).toBeDefined()
      const inEngine = (found.get(key) ?? '').slice(at, at + own.length)
      expect([key, inEngine]).toEqual([key, rule === undefined ? '' : own.map((event) => bit(rule, event)).join('')])
      const matched = inEngine.replaceAll('0', '').length
      expect(matched, key).toBeGreaterThanOrEqual(own.length === 1 ? 1 : (count ?? 1))
      at += own.length
    }
    const sampled = set.rules.filter((_, i) => i % 8 === 0)
    for (const rule of sampled)
      expect([rule.key, found.get(rule.key)]).toEqual([rule.key, events.map((event) => bit(rule, event)).join('')])
  }, 120_000)
})

const bit = (rule: Rule, event: SigmaEvent): string => (evaluate(rule.expr, event) ? '1' : '0')

/** For each rule the answers for all events, in order, `0` or `1` each. */
const ask = async (engine: Engine, rules: readonly Rule[]): Promise<readonly string[]> => {
  const answers: string[] = []
  for (const some of inChunks(rules)) {
    const source = prepare(
      mapSource(sql`default.regression`),
      some.map(({ expr }) => expr),
    )
    const bits = join(
      some.map(({ expr }) => sql`toString(${predicate(expr, source)})`),
      ',',
    )
    const rows = await engine.rows<{ bits: string }>(
      sql`SELECT concat('', ${bits}) AS bits FROM ${source.from} ORDER BY number`,
    )
    for (const i of some.keys()) answers.push(rows.map((row) => row.bits[i] ?? '').join(''))
  }
  return answers
}
