import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const STRANGER = '203.0.113.66'
const START = Date.UTC(2025, 9, 6)

const line = (second: number, from: string, target: string, bytes: number): readonly [number, string] => {
  const [, day = '', month = '', year = '', clock = ''] = new Date(START + second * 1000).toUTCString().split(' ')
  return [
    second,
    `${from} - - [${day}/${month}/${year}:${clock} +0000] "GET ${target} HTTP/1.1" 200 ${bytes} "-" "Firefox/140.0"`,
  ]
}

const ordinary = Array.from({ length: 3000 }, (_, i) =>
  line(i * 97, `192.0.2.${i % 200}`, `/item?id=${1 + (i % 800)}`, 5000 + (((i % 800) * 53) % 3000)),
)

const probe = (i: number): string =>
  `/item?id=7%20AND%20(SELECT%201%20FROM%20(SELECT(SLEEP(3-(IF(ORD(MID((SELECT%20pw%20FROM%20users%20LIMIT%201),${1 + (i % 20)},1))%3E${40 + ((i * 7) % 80)},0,3)))))x)`

/** Requests of one address, each as long after the one before as `after` says. */
const inTurn = (n: number, target: (i: number) => string, after: (i: number) => number) => {
  let second = 90_000
  return Array.from({ length: n }, (_, i) => {
    const one = line(Math.floor(second), STRANGER, target(i), 5200)
    second += after(i)
    return one
  })
}

const investigate = async (strange: ReturnType<typeof inTurn>): Promise<Report> => {
  const lines = [...ordinary, ...strange].toSorted(([a], [b]) => a - b).map(([, text]) => `${text}\n`)
  return (await investigateLogs({ files: { 'access.log': lines.join('') } })).report
}

/** True and false as a text read bit by bit gives them. */
const bit = (i: number): boolean => (i * i * 7 + i * 13) % 11 < 5

describe('a database read by waiting', () => {
  it('is seen in the steps between the probes, though all answers have one size and no duration is logged', async () => {
    const report = await investigate(inTurn(200, probe, (i) => (bit(i) ? 3.2 : 0.2)))
    expect(report.actors.map(({ vector, level }) => [vector, level])).toEqual([['injection', 'likely']])
    expect(report.actors[0]?.events.value).toBe(200n)
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/waited-by-turns',
      values: { n: 200, slow: expect.any(Number), wait: 3 },
    })
  })

  it('is seen where the statement stands in the path', async () => {
    const report = await investigate(
      inTurn(
        200,
        (i) => probe(i).replace('/item?id=', '/thing/'),
        (i) => (bit(i) ? 3.2 : 0.2),
      ),
    )
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
  })

  it.each([
    ["Firefox/140.0'-(SELECT IF(ORD(MID((SELECT pw FROM users),7,1))>64,SLEEP(3),0))-'", ['injection']],
    ['SelectSleepBot/1.0 (select and sleep)', []],
  ])('is seen where the statement stands in the name of the program: %s', async (agent, vectors) => {
    const probes = inTurn(
      200,
      () => '/item?id=7',
      (i) => (bit(i) ? 3.2 : 0.2),
    ).map(([at, text], i): readonly [number, string] => [at, text.replace('Firefox/140.0', agent.replace('7', `${i}`))])
    expect((await investigate(probes)).actors.map(({ vector }) => vector)).toEqual(vectors)
  })

  it.each([
    ['nothing waits', () => 0.3],
    ['everything comes at the same slow pace', () => 3.4],
    ['whoever asks pauses now and then, as long as he likes', (i: number) => 0.3 + ((i * 37) % 70) / 10],
    ['a tool pauses after every fifth request', (i: number) => (i % 5 === 4 ? 3.3 : 0.3)],
  ])('is not seen where %s', async (_, after) => {
    expect((await investigate(inTurn(200, probe, after))).actors).toEqual([])
  })

  it('is not seen where the same address goes on as slowly after requests that tell nobody to wait', async () => {
    const odd = (i: number): string => (i % 2 === 0 ? probe(i) : `/item?id=${i}%27%20OR%201=${i}--%20`)
    expect((await investigate(inTurn(300, odd, (i) => (bit(i) ? 3.2 : 0.2)))).actors).toEqual([])
  })
})
