import { describe, expect, test } from 'vitest'
import type { PersonalRoute } from '../../src/simulate/routes/route-book.ts'
import type { Scenario } from '../../src/simulate/scenarios.ts'
import { SHAPES } from '../../src/simulate/shapes/index.ts'
import type { Shape } from '../../src/simulate/shapes/shape.ts'
import { openWorld } from '../../src/simulate/world/open-world.ts'
import { affectedOf, authLines, simulateInMemory, truthOf } from './memory.ts'
import { type PlainLine, plainReader } from './plain-reader.ts'

const SIZE = { members: 700, days: 5 }

interface Match {
  readonly route: PersonalRoute
  readonly object: string
}

/** Which personal route a target is, and the first id in it. */
const matcher = (shape: Shape): ((line: PlainLine) => Match | undefined) => {
  const { personal, staff, forgotten } = shape.routes
  const routes = [...Object.values(personal), staff, forgotten].map((route) => {
    const [, path = ''] = route.route.split(' ')
    const source = path.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '([^/]+)')
    return { route, pattern: new RegExp(`^${source}$`) }
  })
  return ({ target }) => {
    const [path = '', query = ''] = target.split('?')
    for (const { route, pattern } of routes) {
      const found = pattern.exec(path)
      if (found === null) continue
      const object =
        route.parameter === undefined ? (found[1] ?? '') : (new URLSearchParams(query).get(route.parameter) ?? '')
      return { route, object }
    }
    return undefined
  }
}

/** Successful personal answers of the attackers, read back from the written lines. */
const answersToAttackers = async (scenario: Scenario, shape: Shape, seed: number) => {
  const options = { scenario, seed, shape: shape.name, ...SIZE }
  const run = await simulateInMemory(options)
  const read = plainReader(shape)
  const matchOf = matcher(shape)
  const marked = run.lines.filter(({ actor }) => actor !== 0).map(({ text }) => read(text))
  const requests = marked.flatMap((line) => (line === undefined ? [] : [line]))
  const views = requests.flatMap((line) => {
    const match = line.status === 200 && line.method === 'GET' ? matchOf(line) : undefined
    return match === undefined ? [] : [{ ...match, line }]
  })
  const members = new Set(openWorld(options).world.members.ids.members)
  return { run, requests, views, members }
}

const sorted = (accounts: Iterable<string>): readonly string[] => [...new Set(accounts)].sort()

describe.each(SHAPES)('$name', (shape) => {
  test('stolen key: affected are the members whose forged tokens were answered', async () => {
    const { run, requests, views, members } = await answersToAttackers('stolen-key', shape, 11)
    const subjects = views.map(({ line }) => line.account).filter((account) => members.has(account))
    expect(sorted(subjects)).toEqual(affectedOf(run))
    expect(affectedOf(run).length).toBeGreaterThan(50)
    expect(truthOf(run).addresses).toBe(new Set(requests.map(({ address }) => address)).size)
    const strangers = requests.filter(({ account, status }) => status !== 200 || !members.has(account))
    expect(strangers.length).toBeGreaterThan(0)
  })

  test('stolen key: no forged token is in the authentication log', async () => {
    const { run, requests } = await answersToAttackers('stolen-key', shape, 12)
    const auth = authLines(run, shape).join('\n')
    expect(auth.length).toBeGreaterThan(1000)
    expect(new Set(requests.map(({ credential }) => credential)).size).toBeGreaterThan(50)
    for (const { credential } of requests) expect(auth).not.toContain(`"${credential}"`)
  })

  test('missing authentication: affected are those whose data went out without a credential', async () => {
    const { run, requests, views } = await answersToAttackers('missing-authentication', shape, 13)
    expect(requests.every(({ credential, account }) => credential === '' && account === '')).toBe(true)
    expect(views.every(({ route }) => route === shape.routes.forgotten)).toBe(true)
    if (shape.routes.forgotten.owner === 'account')
      expect(sorted(views.map(({ object }) => object))).toEqual(affectedOf(run))
    else expect(new Set(views.map(({ object }) => object)).size).toBeGreaterThanOrEqual(affectedOf(run).length)
  })

  test('object enumeration: affected are the owners of what valid accounts read', async () => {
    const { run, views, requests } = await answersToAttackers('object-enumeration', shape, 14)
    const accounts = new Set(views.map(({ line }) => line.account))
    expect(accounts.size).toBeLessThanOrEqual(5)
    expect(affectedOf(run).length).toBeGreaterThan(10)
    expect(requests.some(({ method }) => method === 'POST')).toBe(true)
    const foreign = views.filter(({ route, object, line }) => route.owner === 'account' && object !== line.account)
    if (views.every(({ route }) => route.owner === 'account'))
      expect(sorted(foreign.map(({ object }) => object))).toEqual(affectedOf(run))
  })

  test('staff beyond duty: affected are those about whom accounts at work were answered', async () => {
    const { run, views, requests, members } = await answersToAttackers('staff-beyond-duty', shape, 15)
    expect(truthOf(run).entryVectors).toEqual(['staff-beyond-duty'])
    expect(affectedOf(run).length).toBeGreaterThan(30)
    expect(sorted(views.map(({ object }) => object))).toEqual(affectedOf(run))
    const accounts = sorted(views.map(({ line }) => line.account))
    expect(accounts.length).toBeGreaterThan(0)
    expect(accounts.filter((account) => members.has(account))).toEqual([])
    expect(requests.some(({ method }) => method === 'POST')).toBe(true)
  })

  test('injection: requests are searches, or of one script at their end, and no line names whose rows it gave away', async () => {
    const { run, requests } = await answersToAttackers('injection', shape, 16)
    expect(truthOf(run).entryVectors).toEqual(['injection'])
    expect(affectedOf(run).length).toBeGreaterThan(100)
    const search = shape.routes.search('').split('?')[0] ?? ''
    const others = requests.filter(({ target }) => !target.startsWith(search)).map(({ target }) => target.split('?')[0])
    expect(new Set(others).size).toBeLessThanOrEqual(1)
    expect(others.length).toBeLessThan(requests.length / 2)
    expect(requests.some(({ target }) => target.includes('UNION'))).toBe(true)
    expect(run.text('out/truth/affected-in-logs.csv')).toBe('account\n')
  })
})

test('actors, moments and counts agree with the marked lines', async () => {
  const { run, requests, views } = await answersToAttackers('stolen-key', SHAPES[0] ?? fail(), 21)
  const truth = truthOf(run)
  expect(truth.actors.reduce((sum, actor) => sum + actor.requests, 0)).toBeLessThanOrEqual(requests.length)
  expect(truth.actors.reduce((sum, actor) => sum + actor.views, 0)).toBeLessThanOrEqual(views.length)
  const moments = [truth.from, truth.firstEvent, truth.firstExposure, truth.lastEvent, truth.to].map((at) =>
    Date.parse(at ?? ''),
  )
  expect(moments).toEqual([...moments].sort((a, b) => a - b))
})

test('a clean company has no truth to find', async () => {
  const run = await simulateInMemory({ scenario: 'clean', seed: 4, ...SIZE })
  expect(affectedOf(run)).toEqual([])
  expect(truthOf(run)).toMatchObject({ entryVectors: [], firstEvent: null, affectedAccounts: 0, actors: [] })
  expect(run.lines.every(({ actor }) => actor === 0)).toBe(true)
})

test('without an issuance log there is none, and the access logs still show log-ins', async () => {
  const run = await simulateInMemory({ scenario: 'stolen-key-no-issuance-log', seed: 4, shape: 'spa-api', ...SIZE })
  expect([...run.files.keys()].filter((path) => path.includes('/auth'))).toEqual([])
  expect(run.lines.some(({ text }) => text.includes('"method":"POST","uri":"/oauth/token"'))).toBe(true)
  expect(run.text('out/case.yaml')).not.toContain('log: auth')
})

const fail = (): never => {
  throw new Error('no shape')
}
