import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { bind, ident, type Sql, sql } from '../../src/engine/sql.ts'
import type { Case } from '../../src/store/case.ts'
import { CaseProblem } from '../../src/store/case-problem.ts'
import type { Figure } from './figure.ts'
import { inCase } from './in-case.ts'

/** Parsers whose formats are among the sources. */
const PARSERS = ['nginx-logs', 'apache2-logs', 'litespeed-logs', 'traefik-logs', 'caddy-logs', 'haproxy-logs', 'aws-alb', 'aws-cloudfront', 'envoy-logs', 'sshd-logs', 'k8s-audit'] // biome-ignore format: a list

type Kind = 'guessing' | 'injection' | 'enumeration' | 'other'

/** An alert that a scenario must raise. Its addresses are those that it is about. */
interface Alert {
  readonly scenario: string
  readonly kind: Kind
  readonly addresses: readonly string[]
}

export interface ScenarioFixture {
  readonly name: string
  readonly log: string
  readonly alerts: readonly Alert[]
}

/** What our detections show of a fixture's alerts. */
export interface Shown {
  readonly fixture: string
  readonly scenario: string
  readonly kind: Kind
  /** Whether one of the alert's addresses is among those that tried, as the detection of that kind keeps them. */
  readonly isShown: boolean
  /** Actors of the report: everything in these fixtures is an attempt, and none is known to have succeeded. */
  readonly accused: number
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/bf\b|bf_|_bf|exchange/i, 'guessing'],
  [/cve-\d{4}-\d+|xss|traversal|wpconfig|backdoor|thinkphp|spring4shell|netgear/i, 'injection'],
  [/probing|crawl|sensitive|enum|scan|w00tw00t/i, 'enumeration'],
]

const kindOf = (scenario: string): Kind => KINDS.find(([pattern]) => pattern.test(scenario))?.[1] ?? 'other'

const alertsIn = (text: string): readonly Alert[] => {
  const scenarios = new Map<string, string>()
  const addresses = new Map<string, string[]>()
  for (const [, index = '', scenario = ''] of text.matchAll(/^results\[(\d+)\]\.Overflow\.Alert\.GetScenario\(\) == "([^"]+)"/gm))
    scenarios.set(index, scenario) // biome-ignore format: one loop
  for (const [, index = '', address = ''] of text.matchAll(/^results\[(\d+)\]\.Overflow\.Sources\["[^"]*"\]\.IP == "([^"]+)"/gm))
    addresses.set(index, [...(addresses.get(index) ?? []), address]) // biome-ignore format: one loop
  return [...scenarios].map(([index, scenario]) => ({
    scenario,
    kind: kindOf(scenario),
    addresses: addresses.get(index) ?? [],
  }))
}

/** Fixtures of formats that are among the sources, with the alerts that `scenario.assert` expects. */
export const scenarioFixtures = (root: string): readonly ScenarioFixture[] =>
  readdirSync(root)
    .sort()
    .flatMap((name): readonly ScenarioFixture[] => {
      const at = (file: string): string => path.join(root, name, file)
      if (!existsSync(at('config.yaml')) || !existsSync(at('scenario.assert'))) return []
      const config = parse(readFileSync(at('config.yaml'), 'utf8')) as { parsers?: readonly string[]; log_file: string }
      const used = (config.parsers ?? []).map((parser) => path.basename(parser, '.yaml'))
      const alerts = alertsIn(readFileSync(at('scenario.assert'), 'latin1'))
      const isOurs = PARSERS.some((parser) => used.includes(parser)) && existsSync(at(config.log_file))
      return isOurs && alerts.length > 0 ? [{ name, log: at(config.log_file), alerts }] : []
    })

/** The rows in which the detection of a kind keeps who tried; null where none asks. */
const triedBy = (kind: Kind, addresses: readonly string[]): { readonly table: string; readonly where: Sql } | null => {
  const list = bind('Array(String)', [...addresses])
  if (kind === 'guessing') return { table: 'door_try', where: sql`NOT ok AND ip IN ${list}` }
  if (kind === 'injection') return { table: 'foreign_syntax', where: sql`ip IN ${list}` }
  return kind === 'enumeration'
    ? { table: 'hit', where: sql`detection = 'object-enumeration' AND ip IN ${list}` }
    : null
}

const hasTried = async ({ engine }: Case, { kind, addresses }: Alert): Promise<boolean> => {
  const tried = triedBy(kind, addresses)
  if (tried === null) return false
  const count = async (from: Sql): Promise<number> =>
    Number((await engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${from}`)).n)
  if ((await count(sql`system.tables WHERE database = 'derived' AND name = ${tried.table}`)) === 0) return false
  return (await count(sql`derived.${ident(tried.table)} WHERE ${tried.where}`)) > 0
}

/** The fixture alone, through the whole flow. Of one in a format that is none of ours (error logs) nothing is shown. */
export const shownOf = async (fixture: ScenarioFixture): Promise<readonly Shown[]> => {
  try {
    return await inCase([fixture.log], undefined, (theCase, report) =>
      lookAt(fixture, report.actors.length, (alert) => hasTried(theCase, alert)),
    )
  } catch (error) {
    if (!(error instanceof CaseProblem) || error.code !== 'ingest/nothing-loaded') throw error
    return lookAt(fixture, 0, () => Promise.resolve(false))
  }
}

const lookAt = async (
  { name, alerts }: ScenarioFixture,
  accused: number,
  isShown: (alert: Alert) => Promise<boolean>,
): Promise<readonly Shown[]> => {
  const shown: Shown[] = []
  for (const alert of alerts)
    shown.push({ fixture: name, scenario: alert.scenario, kind: alert.kind, isShown: await isShown(alert), accused })
  return shown
}

export const scenarioFigures = async (root: string): Promise<readonly Figure[]> => {
  const shown: Shown[] = []
  for (const fixture of scenarioFixtures(root)) shown.push(...(await shownOf(fixture)))
  const figure = (part: string, asks: string, of: readonly Shown[], isFound: (one: Shown) => boolean): Figure => ({
    set: 'crowdsec-fixtures',
    part,
    asks,
    n: of.length,
    found: of.filter(isFound).length,
  })
  const kinds: readonly Kind[] = ['guessing', 'injection', 'enumeration', 'other']
  return [
    ...kinds.map((kind) =>
      figure(
        `alerts for ${kind}`,
        'address kept as having tried',
        shown.filter((one) => one.kind === kind),
        (one) => one.isShown,
      ),
    ),
    figure('all alerts', 'report names an actor (nothing is known to have succeeded)', shown, (one) => one.accused > 0),
  ]
}
