import { describe, expect, it } from 'vitest'
import { Dice, uuidOf } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const DAYS = 14
const START = Date.UTC(2026, 8, 7)
const HOUR = 3_600_000
const PUPILS = 400
const TEACHERS = 30
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36'
const SCRIPT = 'python-requests/2.31.0'

interface Read {
  readonly at: number
  readonly who: string
  readonly ip: string
  readonly agent: string
  readonly path: string
}

const pupil = (n: number): string => String(20_600 + n)
const staff = (n: number): string => (n < TEACHERS ? `t${100 + n}` : `head${n - TEACHERS}`)
const deskOf = (n: number): string => `198.51.100.${10 + n}`
const dayOff = (day: number): boolean => day % 7 > 4

/** Pupils read their own report; thirty teachers some of theirs and three heads some of all, each at the own desk in the morning. */
const school = (): readonly Read[] => {
  const dice = new Dice(8)
  const all: Read[] = []
  for (let n = 0; n < PUPILS; n++)
    for (let i = 0; i < 4; i++)
      all.push({
        at: START + dice.below(DAYS) * 24 * HOUR + (15 + 6 * dice.next()) * HOUR,
        who: pupil(n),
        ip: `203.0.113.${n % 250}`,
        agent: BROWSER,
        path: `/pupils/${pupil(n)}${dice.of(['', '/report', '/absences'])}`,
      })
  for (let n = 0; n < TEACHERS + 3; n++)
    for (let day = 0; day < DAYS; day++) {
      if (dayOff(day) || dice.chance(0.1)) continue
      let at = START + day * 24 * HOUR + (7.5 + 0.7 * dice.next()) * HOUR
      for (let i = 0; i < 3 + dice.below(5); i++) {
        at += dice.next() * 0.15 * HOUR
        const of = n < TEACHERS ? n * 13 + dice.below(27) : dice.below(PUPILS)
        const page = dice.of(['', '/report', '/absences'])
        all.push({ at, who: staff(n), ip: deskOf(n), agent: BROWSER, path: `/pupils/${pupil(of % PUPILS)}${page}` })
      }
    }
  return all
}

/** All reports, one after another, as a list shows them. */
const list = (who: string, day: number, hour: number, more: Partial<Read>, gap = 13_000): readonly Read[] =>
  Array.from({ length: PUPILS }, (_, n) => ({
    at: START + day * 24 * HOUR + hour * HOUR + n * gap,
    who,
    ip: '192.0.2.77',
    agent: BROWSER,
    path: `/pupils/${pupil(n)}/report`,
    ...more,
  }))

const atDesk = (n: number, day: number, hour: number): readonly Read[] => list(staff(n), day, hour, { ip: deskOf(n) })

const byName = ({ at, who, ip, agent, path }: Read) => ({
  ts: new Date(at).toISOString(),
  ip,
  method: 'GET',
  path,
  status: 200,
  bytes: 900,
  user: who,
  ua: agent,
})

/** Keys that last, where no log says whose they are. */
const byKey = ({ at, who, ip, agent, path }: Read) => ({
  ts: new Date(at).toISOString(),
  ip,
  method: 'GET',
  path,
  status: 200,
  bytes: 900,
  session_id: uuidOf(who).replaceAll('-', ''),
  ua: agent,
})

const told = async (beside: readonly Read[], lineOf: (read: Read) => object = byName) => {
  const text = [...school(), ...beside]
    .sort((a, b) => a.at - b.at)
    .map((read) => `${JSON.stringify(lineOf(read))}\n`)
    .join('')
  const { report } = await investigateLogs({ files: { 'access.jsonl': text } })
  const looked = report.detections.find(({ id }) => id === 'staff-beyond-duty')
  return {
    answer: report.verdict.answer,
    actors: report.actors.map(({ vector, topAddresses }) => `${vector} ${topAddresses[0]?.name}`),
    doubted: looked?.reasons.find(({ code }) => code === 'detection/doubtful')?.values['n'] ?? 0,
  }
}

describe('all pupils in order', () => {
  it('by three heads, each at the own desk by day, accuse nobody', async () => {
    const lists = [atDesk(30, 2, 9.2), atDesk(31, 8, 10.5), atDesk(32, 10, 12)].flat()
    expect(await told(lists)).toEqual({ answer: 'no-evidence', actors: [], doubted: 0 })
  })

  it('by one head at the own desk accuse nobody', async () => {
    expect(await told(atDesk(30, 2, 11))).toEqual({ answer: 'no-evidence', actors: [], doubted: 0 })
  })

  it('by one head at the own desk, when the house is closed, are possible and no more', async () => {
    expect(await told(atDesk(30, 8, 1))).toEqual({ answer: 'no-evidence', actors: [], doubted: 1 })
  })

  it('at the own desk, when the house is closed, faster than any hand goes from one to the next, are found', async () => {
    expect((await told(list(staff(30), 8, 1, { ip: deskOf(30) }, 1500))).actors).toEqual([
      'staff-beyond-duty 198.51.100.40',
    ])
  })

  it('so fast are possible and no more where the pages of colleagues load as fast', async () => {
    const pages = [3, 9, 17].flatMap((n) =>
      list(staff(n), 3, 8, { ip: deskOf(n) }, 1000).filter((_, i) => i >= n * 13 && i < n * 13 + 27),
    )
    expect(await told([...pages, ...list(staff(30), 8, 1, { ip: deskOf(30) }, 1500)])).toEqual({
      answer: 'no-evidence',
      actors: [],
      doubted: 1,
    })
  })

  it('so fast at the own desk by day accuse nobody', async () => {
    expect(await told(list(staff(30), 8, 11, { ip: deskOf(30) }, 1500))).toMatchObject({
      answer: 'no-evidence',
      actors: [],
    })
  })

  it('by the account of a teacher at night from outside are found, beside those of the heads', async () => {
    const lists = [...atDesk(30, 2, 9.2), ...atDesk(31, 8, 10.5), ...list(staff(4), 9, 1.5, { agent: SCRIPT })]
    expect((await told(lists)).actors).toEqual(['staff-beyond-duty 192.0.2.77'])
  })

  it('by the account of a pupil are found, beside those of the heads', async () => {
    const lists = [...atDesk(30, 2, 9.2), ...atDesk(31, 8, 10.5), ...list(pupil(44), 9, 20, {})]
    expect((await told(lists)).actors).toEqual(['object-enumeration 192.0.2.77'])
  })
})

describe('all pupils in order, where no log says whose a key is', () => {
  it('by three heads, each at the own desk by day, accuse nobody', async () => {
    const lists = [atDesk(30, 2, 9.2), atDesk(31, 8, 10.5), atDesk(32, 10, 12)].flat()
    expect(await told(lists, byKey)).toMatchObject({ answer: 'no-evidence', actors: [] })
  })

  it('with the key of a teacher at night from outside are found, beside those of the heads', async () => {
    const lists = [...atDesk(30, 2, 9.2), ...atDesk(31, 8, 10.5), ...list(staff(4), 9, 1.5, { agent: SCRIPT })]
    expect((await told(lists, byKey)).actors).toEqual(['object-enumeration 192.0.2.77'])
  })

  it('with the key of a pupil are found, beside those of the heads', async () => {
    const lists = [...atDesk(30, 2, 9.2), ...atDesk(31, 8, 10.5), ...list(pupil(44), 9, 20, {})]
    expect((await told(lists, byKey)).actors).toEqual(['object-enumeration 192.0.2.77'])
  })
})

describe('one class from home at night', () => {
  const classFrom = (first: number): readonly Read[] =>
    list(staff(4), 8, 22.5, { agent: BROWSER }).filter(
      ({ path }) => path >= `/pupils/${pupil(first)}/` && path < `/pupils/${pupil(first + 27)}/`,
    )

  it('read by the teacher who works with it at his desk is possible and no more', async () => {
    expect(await told(classFrom(52))).toEqual({ answer: 'no-evidence', actors: [], doubted: 1 })
  })

  it('read by the account of a teacher of another class is found', async () => {
    expect((await told(classFrom(250))).actors).toEqual(['staff-beyond-duty 192.0.2.77'])
  })
})

describe('some of a class from home at night', () => {
  const someFrom = (first: number, agent = BROWSER): readonly Read[] =>
    list(staff(4), 8, 22.5, { agent }).filter(
      ({ path }) => path >= `/pupils/${pupil(first)}/` && path < `/pupils/${pupil(first + 14)}/`,
    )

  it('read by the teacher who works with it, with his own program, are possible and no more', async () => {
    expect(await told(someFrom(52))).toEqual({ answer: 'no-evidence', actors: [], doubted: 1 })
  })

  it('read by his account with another program are found', async () => {
    expect((await told(someFrom(52, SCRIPT))).actors).toEqual(['staff-beyond-duty 192.0.2.77'])
  })

  it('read by the account of a teacher of another class are found', async () => {
    expect((await told(someFrom(250))).actors).toEqual(['staff-beyond-duty 192.0.2.77'])
  })
})
