import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const DAY = 86_400_000
const START = Date.UTC(2025, 2, 3)

/** Three weeks of a program for staff, which logs who did what to whom, and nothing of any page. */
const log = (): { readonly text: string; readonly taken: ReadonlySet<string> } => {
  const dice = new Dice(5)
  const rows: { readonly at: number; readonly cells: readonly (string | number)[] }[] = []
  const write = (at: number, who: string, ip: string, whom: number): void => {
    rows.push({ at, cells: [who, ip, dice.of(['고객조회', '계약조회']), '상세', whom, '정상'] })
  }
  const customer = (): number => 700_000 + 3 * dice.below(6000)
  for (let day = 0; day < 21; day++)
    for (let n = 0; n < 18; n++) {
      if (dice.next() < 0.3 || (n === 4 && day > 6)) continue
      for (
        let at = START + day * DAY + 9 * 3_600_000 + dice.below(3_600_000);
        at < START + day * DAY + 17 * 3_600_000;
        at += 60_000 + dice.below(1_500_000)
      )
        write(at, `s${1100 + n}`, '192.0.2.9', customer())
    }
  const taken = new Set<string>()
  for (const day of [11, 13, 14])
    for (let i = 0, at = START + day * DAY + 2 * 3_600_000; i < 120; i++, at += 4000 + dice.below(9000)) {
      const whom = customer()
      taken.add(String(whom))
      write(at, 's1104', '203.0.113.66', whom)
    }
  const lines = rows
    .sort((a, b) => a.at - b.at)
    .map(({ at, cells }) => [new Date(at).toISOString().slice(0, 19).replace('T', ' '), ...cells].join(','))
  return { text: `처리일시,취급자ID,접속지IP,업무,수행업무,정보주체,처리결과\n${lines.join('\n')}\n`, taken }
}

it('tells an account that came back from elsewhere at night, in a log where all are staff and no act has a page', async () => {
  const { text, taken } = log()
  const { report, accounts } = await investigateLogs({ files: { '접속기록.csv': text } })
  expect(report.actors.map(({ vector }) => vector)).toEqual(['staff-beyond-duty'])
  expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual(['203.0.113.66'])
  expect(report.actors[0]?.events.value).toBe(360n)
  expect(new Set(accounts.keys())).toEqual(taken)
})
