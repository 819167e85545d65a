import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { composeAgain } from '../../src/stages/compose-again.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { keepRules } from '../../src/stages/sigma/keep-rules.ts'
import { makeScratch } from '../intake/scratch.ts'
import { club } from '../real/companies/club.ts'

const rules = mkdtempSync(path.join(os.tmpdir(), 'mapae-rules-'))
afterAll(() => {
  rmSync(rules, { recursive: true, force: true })
})

const rule = (title: string, logsource: string, detection: string): string =>
  `title: ${title}\nid: 00000000-0000-4000-8000-00000000000${title.length % 10}\nauthor: Kim Example\nlicense: DRL-1.1\nlogsource: { ${logsource} }\ndetection: ${detection}\nlevel: high\n`

it('matches of rules stand in the report beside the findings, counted, credited, and computed again from what the case keeps', async () => {
  const { truth, ...given } = club(true)
  const scratch = makeScratch(given.config)
  for (const [name, text] of Object.entries(given.files)) scratch.write(name, text)
  const theCase = await scratch.open()
  const [address = ''] = truth.addresses
  mkdirSync(path.join(rules, 'web'))
  writeFileSync(
    path.join(rules, 'web', 'thief.yml'),
    rule('Requests of one address', 'category: webserver', `{ s: { c-ip: '${address}' }, condition: s }`),
  )
  writeFileSync(
    path.join(rules, 'web', 'nobody.yml'),
    rule('Nobody', 'category: webserver', `{ s: { cs-uri-stem|contains: '/no-such-path' }, condition: s }`),
  )
  writeFileSync(
    path.join(rules, 'process.yml'),
    rule('Processes', 'category: process_creation, product: windows', `{ s: { Image: 'x' }, condition: s }`),
  )
  writeFileSync(path.join(rules, 'broken.yml'), 'title: [')
  expect(await keepRules(theCase, [path.join(rules, 'broken.yml')])).toBe('no-rule')
  expect(await keepRules(theCase, [rules, path.join(rules, 'none.yml')])).toMatchObject({
    code: 'sigma/file-unreadable',
  })
  expect(theCase.store.get('case', 'sigma')).toBeUndefined()
  expect(await keepRules(theCase, [rules])).toBe('kept')

  const report = await investigate(theCase, { paths: [scratch.logs] })
  expect(report.sigma).toMatchObject({ asked: 2, notRun: 1 })
  expect(report.sigma?.matches).toHaveLength(1)
  const [match] = report.sigma?.matches ?? []
  expect(match).toMatchObject({
    title: 'Requests of one address',
    author: 'Kim Example',
    license: 'DRL-1.1',
    level: 'high',
  })
  const ofAddress = report.actors
    .flatMap(({ topAddresses }) => topAddresses)
    .filter(({ name }) => name === address)
    .reduce((sum, { events }) => sum + events, 0n)
  expect(match?.ofActors.value).toBe(ofAddress)
  expect(match?.matches.value).toBeGreaterThanOrEqual(ofAddress)
  expect(match?.examples[0]?.line).toBeGreaterThan(0n)
  const certificate = report.certificates.find(({ id }) => id === match?.matches.certificate)
  expect(certificate?.result).toBe(
    JSON.stringify({ matches: String(match?.matches.value), of_actors: String(match?.ofActors.value) }),
  )

  rmSync(rules, { recursive: true, force: true })
  expect(await composeAgain(theCase)).toEqual(report)
})
