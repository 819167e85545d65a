import { describe, expect, it } from 'vitest'
import { investigateLogs } from '../real/investigate-logs.ts'

const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36'
const OTHER = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0'
const START = Date.UTC(2026, 4, 4)

interface Read {
  readonly at: number
  readonly who: string
  readonly ip: string
  readonly thing: number
  readonly agent: string
}

const lineOf = ({ at, who, ip, thing, agent }: Read): string =>
  JSON.stringify({
    ts: new Date(at).toISOString(),
    user_id: who,
    client_ip: ip,
    method: 'GET',
    path: `/crm/customers/${3_100_000 + 17 * thing}`,
    status: 200,
    bytes: 900 + (thing % 700),
    user_agent: agent,
  })

/** Fourteen of a call centre, each day from nine, whose log names nobody else; customers call whoever is free. */
const office: readonly Read[] = Array.from({ length: 12 * 14 }, (_, i) => {
  const [day, clerk] = [Math.floor(i / 14), i % 14]
  return Array.from({ length: 24 }, (_each, n) => ({
    at: START + day * 86_400_000 + 9 * 3_600_000 + n * 1_100_000 + clerk * 7_000,
    who: `agent${clerk}`,
    ip: `172.16.5.${10 + clerk}`,
    thing: (day * 389 + clerk * 97 + n * 53) % 1500,
    agent: BROWSER,
  }))
}).flat()

const sitting = (day: number, hour: number, more: Partial<Read>): readonly Read[] =>
  Array.from({ length: 40 }, (_, n) => ({
    at: START + day * 86_400_000 + hour * 3_600_000 + n * 20_000,
    who: 'agent5',
    ip: '172.16.5.15',
    thing: (n * 31 + day) % 1500,
    agent: BROWSER,
    ...more,
  }))

const told = async (beside: readonly Read[]) => {
  const content = [...office, ...beside]
    .sort((a, b) => a.at - b.at)
    .map(lineOf)
    .join('\n')
  const { report } = await investigateLogs({ files: { 'crm.jsonl': `${content}\n` } })
  return report
}

describe('where only staff are logged, and what they read are no accounts', () => {
  it('finds nights at another place, with another program', async () => {
    const report = await told([6, 8, 10].flatMap((day) => sitting(day, 2, { ip: '203.0.113.9', agent: OTHER })))
    expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual(['203.0.113.9'])
    expect(report.impact.views.possible.value).toBe(120n)
  })

  it('accuses nobody who is late at his desk, works at home, or works off a list', async () => {
    const report = await told([
      ...sitting(7, 19, {}),
      ...sitting(9, 10, { who: 'agent7', ip: '198.51.100.7' }),
      ...sitting(10, 11, { who: 'agent9', ip: '172.16.5.19' }).map((read, n) => ({ ...read, thing: 400 + n })),
    ])
    expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null })
  })
})
