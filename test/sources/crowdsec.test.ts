import { describe, expect, it } from 'vitest'
import { SOURCES } from '../../src/sources/index.ts'
import { type Recognised, recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'
import { KEY, planFor } from '../../bench/sources/compare-readings.ts'
import { DIFFERENCES, OUTSIDE } from './crowdsec/differences.ts'
import { type Compared, type Expected, type Fixture, fixturesOf } from './crowdsec/fixture.ts'
import { type ReadRow, runProgram } from '../../bench/sources/run-program.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const FOLDER = 'crowdsec-fixtures'
const PARSERS = ['nginx-logs', 'apache2-logs', 'litespeed-logs', 'traefik-logs', 'caddy-logs', 'haproxy-logs', 'aws-alb', 'aws-cloudfront', 'k8s-audit', 'envoy-logs', 'sshd-logs'] // biome-ignore format: a list

const LEAST_SHARE = 0.998

interface Found {
  readonly fixture: string
  readonly line: number
  readonly field: string
  readonly expected: string
  readonly ours: string
}

const compare = (fixture: Fixture, expected: Expected, row: ReadRow): readonly Found[] =>
  Object.entries(expected.values).flatMap(([field, value]): readonly Found[] => {
    const ours = row.reject === '' ? ownValue(row, field as Compared) : `rejected: ${row.reject}`
    const isNone = value === '-' || ((field === 'status' || field === 'bytes') && value === '0')
    const theirs = isNone ? '' : value
    const isEqual = field === 'time' ? isSameTime(theirs, ours) : theirs === ours
    return [{ fixture: fixture.name, line: expected.line + 1, field, expected: theirs, ours: isEqual ? theirs : ours }]
  })

const ownValue = (row: ReadRow, field: Compared): string => {
  if (field === 'time') return new Date(Number(BigInt(row.time) / 1000n)).toISOString()
  if ((field === 'status' || field === 'bytes') && row[field] === '0') return ''
  return row[field]
}

/** To the second where no more is said; a year may be left open. */
const isSameTime = (theirs: string, ours: string): boolean => {
  const [a, b] = [theirs, ours].map((text) => text.replace(/(?:\.0+)?Z$/, 'Z'))
  if (a?.startsWith('····') === true) return a.slice(4).slice(0, 15) === b?.slice(4).slice(0, 15)
  const difference = Math.abs(Date.parse(theirs) - Date.parse(ours))
  return a === b || difference < (theirs.includes('.') ? 1 : 1000)
}

describe('crowdsec fixtures', () => {
  it.skipIf(lacksShared(FOLDER))(
    `say the same of their lines as we do, or the difference is explained (needs ${FOLDER})`,
    { timeout: 240_000 },
    async () => {
      const all = await compareAll(fixturesOf(sharedData(FOLDER), PARSERS))
      const found = all.filter(
        (one) => !OUTSIDE.some(({ fixture, lines }) => fixture === one.fixture && lines.includes(one.line)),
      )
      const read = all.filter((one) => !found.includes(one) && !/^(?:rejected: |no format)/.test(one.ours))
      const different = found.filter(({ expected, ours }) => expected !== ours)
      const share = (found.length - different.length) / found.length
      const open = different.filter((one) => !DIFFERENCES.some((entry) => covers(entry, one)))
      const stale = DIFFERENCES.filter((entry) =>
        entry.lines.some((line) => !different.some((one) => covers({ ...entry, lines: [line] }, one))),
      )
      process.stdout.write(`crowdsec fixtures: ${found.length - different.length} of ${found.length} fields equal (${(100 * share).toFixed(2)} %), ${different.length} explained differences\n`) // biome-ignore format: one line
      expect(open).toEqual([])
      expect(read).toEqual([])
      expect(
        OUTSIDE.filter(({ fixture, lines }) =>
          lines.some((line) => !all.some((one) => one.fixture === fixture && one.line === line)),
        ),
      ).toEqual([])
      expect(stale).toEqual([])
      expect(found.length).toBeGreaterThan(1000)
      expect(share).toBeGreaterThanOrEqual(LEAST_SHARE)
    },
  )
})

const covers = (entry: (typeof DIFFERENCES)[number], one: Found): boolean =>
  entry.fixture === one.fixture && entry.field === one.field && entry.lines.includes(one.line)

/** Fixtures that are read in one way are read together. */
const compareAll = async (fixtures: readonly Fixture[]): Promise<readonly Found[]> => {
  const groups = new Map<string, { readonly recognised: Recognised; readonly fixtures: Fixture[] }>()
  const found: Found[] = []
  for (const fixture of fixtures) {
    const lines = fixture.lines.map((line) => Buffer.from(line, 'latin1').toString('utf8'))
    const recognised = recogniseLines(lines, undefined, { modified: '2026-04-01T00:00:00Z' })
    if (recognised === null) found.push(...unread(fixture))
    else {
      const { credentialCandidates: _, confidence: __, principalCandidates: ___, ...way } = recognised.recognition
      const key = JSON.stringify([recognised.kind, way])
      const group = groups.get(key) ?? { recognised, fixtures: [] }
      group.fixtures.push(fixture)
      groups.set(key, group)
    }
  }
  for (const group of groups.values()) found.push(...(await compareGroup(group.recognised, group.fixtures)))
  return found
}

const unread = (fixture: Fixture): readonly Found[] =>
  fixture.expected.flatMap(({ line, values }) =>
    Object.entries(values).map(([field, expected]) => ({
      fixture: fixture.name,
      line: line + 1,
      field,
      expected,
      ours: 'no format',
    })),
  )

const compareGroup = async (
  { kind: id, recognition }: Recognised,
  fixtures: readonly Fixture[],
): Promise<readonly Found[]> => {
  const kind = SOURCES.find((source) => source.id === id)
  if (kind === undefined) throw new Error(`no such kind: ${id}`)
  const lines = fixtures.flatMap((fixture) => fixture.lines)
  const rows = await runProgram(engine(), kind.compile(planFor(kind, recognition), KEY), lines)
  let start = 0
  return fixtures.flatMap((fixture) => {
    const own = rows.slice(start, (start += fixture.lines.length))
    return fixture.expected.flatMap((expected) => {
      const row = own[expected.line]
      return row === undefined ? [] : compare(fixture, expected, row)
    })
  })
}
