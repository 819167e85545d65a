import { expect, it } from 'vitest'
import { learnLogInRequests } from '../../src/detections/lineage/log-in-requests.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { sceneOf } from '../../src/stages/compose-report.ts'
import { detect } from '../../src/stages/detect.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'
import { Dice } from '../real/companies/dice.ts'

const START = Date.UTC(2026, 8, 7)
const HOUR = 3_600_000

interface Line {
  readonly at: number
  readonly ip: string
  readonly method: string
  readonly path: string
  readonly session_id?: string
  readonly user_id?: string
}

/** Of 600 sessions 30 begin at a door for guests, too few to be a tenth; as many leave a word, and nothing follows. */
const lines = (): Line[] => {
  const dice = new Dice(8)
  const visits = Array.from({ length: 600 }, (_, n): Line[] => {
    const at = START + Math.round(dice.next() * 150 * HOUR)
    const ip = `198.18.${n % 250}.${n % 199}`
    const [session_id, user_id] = [dice.hex(32), `u${n + 1000}`]
    return [
      { at: at - 3000, ip, method: 'POST', path: n % 20 === 0 ? '/guest' : '/login' },
      ...['/me', '/news', '/me/orders'].map((path, i) => ({
        at: at + i * 5000,
        ip,
        method: 'GET',
        path,
        session_id,
        user_id,
      })),
    ]
  })
  const words = Array.from(
    { length: 30 },
    (_, n): Line => ({ at: START + n * 5 * HOUR, ip: `203.0.113.${n + 1}`, method: 'POST', path: '/feedback' }),
  )
  return [...visits.flat(), ...words]
}

it('a log-in that few use is one where sessions begin after it, and a form that anybody sends is none', async () => {
  const scratch = makeScratch()
  scratch.write(
    'site.jsonl',
    lines()
      .sort((a, b) => a.at - b.at)
      .map(
        ({ at, ip, ...line }) =>
          `${JSON.stringify({ time: new Date(at).toISOString(), client_ip: ip, user_agent: 'Mozilla/5.0', status: 200, ...line })}\n`,
      )
      .join(''),
  )
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  await ingest(theCase)
  const scene = sceneOf(theCase, {})
  await detect(scene)
  expect(await learnLogInRequests(scene)).toEqual(['POST /guest', 'POST /login'])
})
