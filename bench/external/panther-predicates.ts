import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Engine } from '../../src/engine/engine.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { KEY, planFor } from '../sources/compare-readings.ts'
import { type ReadRow, runProgram } from '../sources/run-program.ts'
import type { Figure } from './figure.ts'

type Event = Readonly<Record<string, unknown>>

interface RuleTest {
  readonly rule: string
  readonly log_types: readonly string[] | null
  readonly expected: boolean
  readonly event: Event | null
}

interface Predicate {
  readonly rules: readonly string[]
  readonly asks: string
  /** Of events that must not match too; a rule that also looks at the events before says no for reasons not in the event. */
  readonly both: boolean
  readonly holds: (row: ReadRow) => boolean
}

const isFailed = ({ action }: ReadRow): boolean => action === 'logon-failed'
const isLogOn = ({ action }: ReadRow): boolean => action === 'logon' || action === 'issue'
const isSessionUse = ({ credential, src_ip: ip, user_agent: agent }: ReadRow): boolean =>
  credential !== '0' && ip !== '' && agent !== ''

/** What our detections read from an event where the rule reads it: the part of the rule that one event can decide. */
const PREDICATES: readonly Predicate[] = [
  { rules: ['Standard.BruteForceByIP', 'Standard.BruteForceByUser', 'Azure.Audit.ManyFailedSignIns', 'Azure.Audit.ExcessiveAccountLockouts', 'Auth0.CIC.Credential.Stuffing'], asks: 'a log-in failed', both: true, holds: isFailed },
  { rules: ['Okta.Login.Success', 'Standard.ImpossibleTravel.Login', 'GSuite.LoginType', 'AWS.Console.LoginWithoutSAML', 'AWS.Console.LoginWithoutMFA', 'Azure.Audit.LegacyAuth', 'Azure.Audit.ROPCLoginNoMFA', 'Azure.Audit.HighRiskSignIn'], asks: 'somebody logged in', both: false, holds: isLogOn },
  { rules: ['Okta.PotentiallyStolenSession', 'Azure.Audit.GraphSessionMultipleIPs'], asks: 'a session was used: which, from where, with what', both: false, holds: isSessionUse },
  { rules: ['Okta.Refresh.Access.Token.Reuse', 'Auth0.RefreshToken.Reuse'], asks: 'the issuer itself reports a token used twice', both: true, holds: () => false },
] // biome-ignore format: a table

/** The kinds of source that read a rule's events, by their type; Azure has two. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'AWS.CloudTrail': ['aws-cloudtrail'],
  'Okta.SystemLog': ['okta'],
  'Auth0.Events': ['auth0'],
  'GSuite.ActivityEvent': ['google-workspace'],
  'Azure.Audit': ['entra-sign-in', 'entra-audit'],
}

const TIMES: readonly (readonly string[])[] = [['eventTime'], ['published'], ['time'], ['data', 'date'], ['id', 'time']]

/** An event whose author left the time out gets one, so that all else of it can be read. */
const timed = (event: Event): Event => {
  let made = event
  for (const [name = '', inner] of TIMES) {
    if (inner === undefined)
      made = /^\d{4}-/.test(String(made[name])) ? made : { ...made, [name]: '2025-01-01T00:00:00Z' } // biome-ignore format: one choice
    else if (typeof made[name] === 'object' && made[name] !== null) {
      const held = made[name] as Event
      made = /^\d{4}-/.test(String(held[inner])) ? made : { ...made, [name]: { ...held, [inner]: '2025-01-01T00:00:00Z' } } // biome-ignore format: one choice
    }
  }
  return made
}

const testsIn = (folder: string): readonly RuleTest[] =>
  readFileSync(path.join(folder, 'tests.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RuleTest)

const typeOf = ({ event, log_types: types }: RuleTest): string => {
  const own = event?.['p_log_type']
  if (typeof own === 'string') return own
  return types?.length === 1 ? (types[0] ?? '') : ''
}

/** The event as the first kind of its type reads it; null where none does. */
const readEvent = async (engine: Engine, test: RuleTest): Promise<ReadRow | null> => {
  if (test.event === null) return null
  const line = JSON.stringify(timed(test.event))
  for (const id of KINDS[typeOf(test)] ?? []) {
    const kind = SOURCES.find((source) => source.id === id)
    const recognition = kind?.recognise([line], undefined) ?? null
    if (kind === undefined || recognition === null) continue
    const [row] = await runProgram(engine, kind.compile(planFor(kind, recognition), KEY), [
      Buffer.from(line).toString('latin1'),
    ])
    if (row !== undefined && row.reject === '') return row
  }
  return null
}

/** Session and token predicates of panther's rules, on events of the types that we read. */
export const pantherFigures = async (engine: Engine, folder: string): Promise<readonly Figure[]> => {
  const tests = testsIn(folder).filter((test) => typeOf(test) in KINDS)
  const figures: Figure[] = []
  for (const { rules, asks, both, holds } of PREDICATES)
    for (const rule of rules)
      for (const expected of both ? [true, false] : [true]) {
        const own = tests.filter((test) => test.rule === rule && test.expected === expected)
        let found = 0
        for (const test of own) {
          const row = await readEvent(engine, test)
          found += row !== null && holds(row) ? 1 : 0
        }
        if (own.length > 0) figures.push({ set: 'panther-tests', part: `${rule}, must ${expected ? 'match' : 'not'}`, asks, n: own.length, found }) // biome-ignore format: one figure
      }
  return figures
}
