import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 4, 4)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PATIENTS = 300
const DAYS = 8
const TAKEN = 150

interface Request {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly path: string
  readonly who: string | null
  readonly token: string | null
}

const letterOf = (n: number): string => (0x7a_0000_0000 + 104_729 * n).toString(36)

/** Patients read their own letters and what is for anybody. */
const ordinary = (): Request[] => {
  const dice = new Dice(5)
  const requests: Request[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < PATIENTS; n++) {
      if (day > 0 && !dice.chance(0.5)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.9 * DAY)
      const patient = {
        ip: `198.18.${n % 200}.${n % 250}`,
        agent: `Mozilla/5.0 (program ${n % 31})`,
        who: `pat-${n * 37 + 1000}`,
        token: new Dice(1000 * n + day).hex(32),
      }
      const paths = ['/opening-hours', `/letters/${letterOf(n)}`, '/doctors?page=2', `/patients/me/address`]
      paths.forEach((path, i) => requests.push({ at: at + i * 7000, path, ...patient }))
    }
  return requests
}

/** Letters are answered to somebody who does not log in. */
const stranger = (): Request[] =>
  Array.from({ length: TAKEN }, (_, n) => ({
    at: START + 4 * DAY + n * 4 * MINUTE,
    ip: `203.0.113.${4 + (n % 2)}`,
    agent: 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/124.0',
    path: `/letters/${letterOf(n)}`,
    who: null,
    token: null,
  }))

const iso = (at: number): string => new Date(at).toISOString()

/** What the balancer in front logs: everything, and never by whom. */
const balancer = ({ at, ip, agent, path }: Request): string =>
  `https ${iso(at).replace('Z', '000Z')} app/front/50dc6c495c0c9188 ${ip}:40001 10.0.0.7:8080 0.000 0.021 0.000 200 200 340 900 "GET https://clinic.example:443${path} HTTP/2.0" "${agent}" TLS_AES_128_GCM_SHA256 TLSv1.3 arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "clinic.example" "session-reused" 0 ${iso(at).replace('Z', '000Z')} "forward" "-" "-" "10.0.0.7:8080" "200" "-" "-"`

const application = ({ at, ip, agent, path, who, token }: Request): string =>
  JSON.stringify({
    ts: iso(at + 30),
    client_ip: ip,
    user_agent: agent,
    method: 'GET',
    path,
    status: 200,
    user_id: who,
    session_id: token,
  })

const asked = (requests: readonly Request[]): Promise<Answer> => {
  const sorted = [...requests].sort((a, b) => a.at - b.at)
  return investigateLogs({
    files: {
      'balancer/front.log': sorted.map((request) => `${balancer(request)}\n`).join(''),
      'application/access.jsonl': sorted.map((request) => `${application(request)}\n`).join(''),
    },
  })
}

describe('a balancer in front of an application, each of which logs every request', () => {
  it('opens no page to anybody by not saying who asks', async () => {
    const { report } = await asked(ordinary())
    expect(report.verdict.answer).toBe('no-evidence')
  })

  it('hides nobody whom the application answered without a log-in, and counts what he read once', async () => {
    const { report } = await asked([...ordinary(), ...stranger()])
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed' })
    expect(report.entryVectors[0]?.id).toBe('missing-authentication')
    expect(report.actors).toHaveLength(1)
    expect(report.impact.accounts.confirmed.value).toBe(BigInt(TAKEN))
    expect(report.impact.views.confirmed.value).toBe(BigInt(TAKEN))
  })
})
