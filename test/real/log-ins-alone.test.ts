import { describe, expect, it } from 'vitest'
import { investigateLogs } from './investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const HOUR = 3_600_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

const line = (at: number, message: string): string => {
  const time = new Date(at)
  const day = String(time.getUTCDate()).padStart(2)
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':')
  return `${MONTHS[time.getUTCMonth()]} ${day} ${clock} web1 sshd[4021]: ${message}\n`
}

/** Four people log in from home every working hour of five days, and strangers try names, two seconds apart. */
const server = (more: readonly string[]): string => {
  const lines: string[] = []
  for (let day = 0; day < 5; day++)
    for (const [n, who] of ['kim', 'lee', 'park', 'choi'].entries())
      for (let hour = 9; hour < 18; hour += 3)
        lines.push(
          line(
            START + (day * 24 + hour) * HOUR + n * 60_000,
            `Accepted password for ${who} from 203.0.113.${10 + n} port 51012 ssh2`,
          ),
        )
  for (let n = 0; n < 400; n++)
    lines.push(
      line(START + 3 * HOUR + n * 2000, `Failed password for invalid user test${n} from 192.0.2.66 port 40022 ssh2`),
    )
  return [...lines, ...more].sort().join('')
}

const answerTo = async (name: string, text: string) => {
  const { report } = await investigateLogs({ files: { [name]: text } })
  return { answer: report.verdict.answer, reasons: report.verdict.reasons.map(({ code }) => code) }
}

describe('logs of log-ins alone', () => {
  it('that show nobody who guessed are no evidence, and what was read is asked of another log', async () => {
    const { answer, reasons } = await answerTo('auth.log', server([]))
    expect(answer).toBe('no-evidence')
    expect(reasons).toContain('verdict/no-requests')
  })

  it('that show who guessed are found', async () => {
    const guessed = line(START + 3 * HOUR + 802_000, 'Accepted password for lee from 192.0.2.66 port 40022 ssh2')
    expect((await answerTo('auth.log', server([guessed]))).answer).toBe('found')
  })
})

it('requests that name nobody still leave the question open', async () => {
  const text = Array.from({ length: 300 }, (_, n) => {
    const time = new Date(START + n * 600_000)
    const stamp = `${two(time.getUTCDate())}/Sep/2026:${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:00 +0000`
    return `198.51.100.${n % 200} - - [${stamp}] "GET /news/${n % 30} HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n`
  }).join('')
  const { answer, reasons } = await answerTo('access.log', text)
  expect(answer).toBe('cannot-determine')
  expect(reasons).not.toContain('verdict/no-requests')
})
