import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, investigateLogs } from './investigate-logs.ts'
import { ordinaryDays, type Step, stolenKey } from './nginx/days.ts'
import { play } from './nginx/play.ts'
import { lacksNginx, runNginx } from './nginx/run-nginx.ts'
import { openShop } from './nginx/shop.ts'

interface Site {
  readonly logFormat: string
  readonly by: 'header' | 'cookie'
  readonly config: string
}

const LINE =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" at=$http_x_time rt=$request_time auth="$http_authorization" user=$upstream_http_x_user'

/** What nginx is told is what case.yaml declares; days pass in seconds, so the time is the one that visitors bring. */
const IN_LINES: Site = {
  logFormat: `'${LINE}'`,
  by: 'header',
  config: `sources:\n  - match: "**/access.log"\n    format: '${LINE}'\n    fields: { time: $http_x_time }\n`,
}

const IN_JSON: Site = {
  logFormat: `escape=json '{"time":"$http_x_time","client_ip":"$remote_addr","method":"$request_method","uri":"$request_uri","status":$status,"bytes_sent":$body_bytes_sent,"user_agent":"$http_user_agent","session":"$cookie_shop_session","user_id":"$upstream_http_x_user"}'`,
  by: 'cookie',
  config: 'name: shop\n',
}

const dirs: string[] = []
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

/** Serves the site, lets everybody do what they do, and investigates what nginx and the shop logged. */
const investigated = async ({ logFormat, by, config }: Site, steps: readonly Step[]): Promise<Answer> => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-nginx-'))
  dirs.push(dir)
  const socket = path.join(dir, 'shop.sock')
  const shop = await openShop(socket)
  const nginx = await runNginx(dir, socket, logFormat)
  try {
    await play(nginx.port, steps, by)
  } finally {
    await nginx.stop()
    await shop.close()
  }
  const files = { 'access.log': readFileSync(nginx.accessLog, 'utf8'), 'auth.jsonl': shop.authLog() }
  return investigateLogs({ files, config })
}

const why = lacksNginx ? ' (skipped: nginx is not installed; node scripts/setup.mjs --tests installs it)' : ''

describe.skipIf(lacksNginx)(`an nginx of our own${why}`, () => {
  it.each([
    ['lines of its own format', IN_LINES],
    ['JSON', IN_JSON],
  ])('shows who used forged tokens, in %s', async (_, site) => {
    const attack = stolenKey(7)
    const { report, accounts } = await investigated(site, [...ordinaryDays(1), ...attack.steps])
    expect(report.totals.received.value).toBe(report.totals.parsed.value)
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed', accountsDeterminable: true })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(new Set(accounts.keys())).toEqual(attack.accounts)
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(attack.addresses)
    const since = report.sinceWhen?.firstLikely?.time ?? report.sinceWhen?.firstConfirmed?.time ?? ''
    expect(Date.parse(since)).toBe(attack.first)
  })

  it('evidences nothing where nobody attacked', async () => {
    const { report, accounts } = await investigated(IN_LINES, ordinaryDays(2))
    expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null, accountsDeterminable: true })
    expect(report.detections.find(({ id }) => id === 'never-issued')?.outcome).toBe('nothing-found')
    expect(report.actors).toEqual([])
    expect(accounts.size).toBe(0)
  })
})
