import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const HOUR = 3_600_000
const STRANGER = '203.0.113.66'
const MONTHS = ['Jan', 'Feb', 'Mar']

interface Request {
  readonly at: number
  readonly from: string
  readonly file: string
  readonly status: number
  readonly bytes: number
}

const lineOf = ({ at, from, file, status, bytes }: Request): string => {
  const time = new Date(at)
  const day = `${String(time.getUTCDate()).padStart(2, '0')}/${MONTHS[time.getUTCMonth()]}/${time.getUTCFullYear()}`
  return `${from} - - [${day}:${time.toISOString().slice(11, 19)} +0000] "GET /download?file=${file} HTTP/1.1" ${status} ${bytes} "-" "Mozilla/5.0"\n`
}

/** Five days of manuals that are made anew for whoever asks, so that no two are of one size. */
const ordinary = (dice: Dice): readonly Request[] =>
  Array.from({ length: 600 }, (_, i) => ({
    at: START + i * 0.2 * HOUR,
    from: `192.0.2.${i % 200}`,
    file: `manual${dice.below(9)}.pdf`,
    status: 200,
    bytes: 80_000 + dice.below(90_000),
  }))

const UP = '../../../../'
const FILES: readonly (readonly [string, number])[] = [
  [`${UP}etc/passwd`, 1839],
  [`${UP}var/www/html/config/db.php`, 912],
  [`${UP}var/backups/members.sql`, 48_811_022],
]
const NOWHERE = [`${UP}etc/hosts.old`, '..%2f..%2fetc%2fpasswd', `${UP}home/app/.ssh/id_rsa`]

const told = async (
  how: (dice: Dice) => (file: string, size: number | undefined) => Pick<Request, 'status' | 'bytes'>,
) => {
  const dice = new Dice(5)
  const answer = how(dice)
  const tried = [...FILES, ...NOWHERE.map((file) => [file, undefined] as const)].map(([file, size], i) => ({
    at: START + (60 + i * 0.1) * HOUR,
    from: STRANGER,
    file,
    ...answer(file, size),
  }))
  const all = [...ordinary(dice), ...tried].toSorted((a, b) => a.at - b.at)
  const { report } = await investigateLogs({ files: { 'access.log': all.map(lineOf).join('') } })
  return report.actors.map(({ vector, topAddresses }) => `${vector} ${topAddresses[0]?.name}`)
}

describe('paths that climb out of a route whose answers are never of one size', () => {
  it('are found where they got files, and what is not there was not found', async () => {
    expect(
      await told(() => (_, size) => (size === undefined ? { status: 404, bytes: 211 } : { status: 200, bytes: size })),
    ).toEqual([`injection ${STRANGER}`])
  })

  it('accuse nobody where a page with news on it is the answer to whatever is wrong', async () => {
    expect(await told((dice) => () => ({ status: 200, bytes: 900 + dice.below(4000) }))).toEqual([])
  })

  it('nor where a guard before it refuses some, and the rest get such a page', async () => {
    expect(
      await told(
        (dice) => (_, size) =>
          size === undefined ? { status: 403, bytes: 150 } : { status: 200, bytes: 900 + dice.below(4000) },
      ),
    ).toEqual([])
  })
})
