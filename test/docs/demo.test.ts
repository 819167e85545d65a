import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { summarise } from '../../src/report/summarise.ts'
import { simulate } from '../../src/simulate/simulate.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { openCase } from '../../src/store/open-case.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-demo-'))

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What the number of certificates of a case depends on. */
interface Sizes {
  readonly actors: number
  readonly fields: number
  readonly routes: number
  readonly asked: number
}

/** The one number that README's pasted demo says of it, and those that it follows from. */
const pasted = (routesInAll: number): Sizes & { readonly questions: number; readonly certificates: number } => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8')
  const demo = (/\$ mapae investigate demo-logs[\s\S]*?```/.exec(readme)?.[0] ?? '').replace(/\n {2,}/g, ' ')
  const number = (pattern: RegExp): number => Number(pattern.exec(demo)?.[1] ?? Number.NaN)
  const line = (title: string): string => new RegExp(`^${title} +(.*)$`, 'm').exec(demo)?.[1] ?? ''
  const untouched = line('Not touched').match(/(?:GET|POST) \S+\./g)?.length ?? Number.NaN
  return {
    actors: number(/(\d+) independent actors/),
    fields: line('Fields \\(accounts\\)').match(/: [\d,]+/g)?.length ?? Number.NaN,
    routes: routesInAll - untouched - Number(/And (\d+) more/.exec(demo)?.[1] ?? 0),
    asked: number(/\d+ of (\d+) questions/) - number(/(\d+) of \d+ questions/),
    questions: number(/\d+ of (\d+) questions/),
    certificates: number(/(\d+) certificates/),
  }
}

/** Six an actor; accounts and views of every field and route; one a question; the rest is in every case with log-ins and a finding. */
const certificatesOf = ({ actors, fields, routes, asked }: Sizes, rest: number): number =>
  6 * actors + 2 * fields + 2 * routes + asked + rest

it('README’s demo names as many questions and certificates as the same company, smaller, gets', async () => {
  const company = await simulate({
    scenario: 'stolen-key',
    seed: 1,
    members: 1000,
    days: 4,
    shape: undefined,
    evasion: undefined,
    out: path.join(root, 'company'),
    withConfig: true,
  })
  const theCase = await openCase(path.join(root, 'case'), { create: true, configFile: company.config ?? undefined })
  try {
    const report = await investigate(theCase, { paths: [company.logs] })
    const { actors, impact, detections, certificates } = report
    const here: Sizes = {
      actors: actors.length,
      fields: impact.byCategory.length,
      routes: impact.byRoute.length,
      asked: detections.filter(({ outcome }) => outcome !== 'could-not-look').length,
    }
    expect(actors.length).toBeGreaterThan(0)
    const rest = certificates.length - certificatesOf(here, 0)
    const demo = pasted(new Set([...impact.byRoute, ...impact.untouched].map(({ route }) => route)).size)
    const said = summarise(report).flatMap(({ sentences }) => sentences.map(({ message }) => message))
    expect(demo.questions).toBe(said.find(({ code }) => code === 'summary/could-not-look')?.values['of'])
    expect(demo.certificates).toBe(certificatesOf(demo, rest))
  } finally {
    await theCase.close()
  }
})
