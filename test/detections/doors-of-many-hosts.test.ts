import { expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { composeReport } from '../../src/stages/compose-report.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { makeScratch } from '../intake/scratch.ts'
import { Dice } from '../real/companies/dice.ts'
import { listening } from './heard-statements.ts'

const START = Date.UTC(2026, 1, 2)
const DAY = 86_400_000

const line = (at: number, ip: string, host: string, status: number): string => {
  const [, , month = ''] = new Date(at).toUTCString().split(' ')
  const [date = '', time = ''] = new Date(at).toISOString().split('T')
  const [year = '', , day = ''] = date.split('-')
  return `${host}:443 ${ip} - - [${day}/${month}/${year}:${time.slice(0, 8)} +0000] "POST /login HTTP/1.1" ${status} ${status === 401 ? 90 : 310} "-" "Firefox/147.0"`
}

/** An ingress before so many hosts, each with people of its own who mistype now and then, and one who guesses; at the first he gets in. */
const ingress = (hosts: number): string => {
  const dice = new Dice(11)
  const lines: (readonly [at: number, text: string])[] = []
  for (let host = 0; host < hosts; host++) {
    const post = (at: number, ip: string, status: number) =>
      lines.push([at, line(at, ip, `h${host}.shop.example`, status)])
    for (let n = 0; n < 60; n++) {
      const [at, ip] = [START + dice.below(9 * DAY), `10.${host % 200}.1.${dice.below(30)}`]
      if (dice.chance(0.1 + 0.01 * (host % 7))) post(at - 20_000, ip, 401)
      post(at, ip, 200)
    }
    const [at, ip] = [START + 5 * DAY + host * 60_000, `192.0.2.${host % 250}`]
    for (let n = 0; n < 20; n++) post(at + n * 1500, ip, 401)
    if (host === 0) post(at + 30_000, ip, 200)
  }
  return lines
    .sort(([a], [b]) => a - b)
    .map(([, text]) => `${text}\n`)
    .join('')
}

const asked = async (hosts: number): Promise<{ readonly report: Report; readonly statements: number }> => {
  const scratch = makeScratch()
  scratch.write('ingress.log', ingress(hosts))
  const theCase = await scratch.open()
  await investigate(theCase, { paths: [scratch.logs] })
  const heard: string[] = []
  const report = await composeReport({ ...theCase, engine: listening(theCase.engine, heard) })
  await scratch.close()
  return { report, statements: heard.length }
}

it('log-in-after-failures judges each door by its own people, in as many statements for forty doors as for two', async () => {
  const [two, forty] = [await asked(2), await asked(40)]
  for (const { report } of [two, forty]) {
    expect(report.actors.map(({ vector, topAddresses }) => [vector, topAddresses.map(({ name }) => name)])).toEqual([
      ['guessed-password', ['192.0.2.0']],
    ])
  }
  expect(new Set(forty.report.refusedLogIns?.named.map(({ door }) => door)).size).toBe(20)
  expect(forty.report.refusedLogIns?.addresses.value).toBe(40n)
  expect(forty.statements).toBe(two.statements)
})
