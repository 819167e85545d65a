import { describe, expect, it } from 'vitest'
import { KEY, planFor } from '../../bench/sources/compare-readings.ts'
import { runProgram } from '../../bench/sources/run-program.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

/** 회원 in EUC-KR, one character a byte. */
const BYTES = '\xc8\xb8\xbf\xf8'
const DOCKER = `{"log":"192.0.2.6 - - [24/Aug/2025:09:52:13 +0000] \\"GET /${BYTES}/1 HTTP/1.1\\" 200 13 \\"-\\" \\"curl\\"\\n","stream":"stdout","time":"2025-08-24T09:52:13.20764059Z"}`
const KEYCLOAK = `{"timestamp":"2025-10-17T12:44:38.199+09:00","loggerName":"org.keycloak.events","level":"DEBUG","message":"type=\\"LOGIN\\", realmId=\\"r\\", clientId=\\"web\\", userId=\\"u-1\\", ipAddress=\\"192.0.2.131\\", username=\\"${BYTES}\\""}`

describe.each([
  ['syslog', DOCKER, { reject: '', method: 'GET', path: `/${BYTES}/1`, src_ip: '192.0.2.6' }],
  ['keycloak', KEYCLOAK, { reject: '', action: 'logon', principal: BYTES, src_ip: '192.0.2.131' }],
] as const)('bytes that are no UTF-8 inside the JSON of %s', (id, line, gives) => {
  it('stay what they were, in both readings', async () => {
    const kind = SOURCES.find((source) => source.id === id)!
    const recognition = kind.recognise([line.replaceAll(BYTES, 'a')], undefined)!
    const plan = planFor(kind, recognition)
    const [row] = await runProgram(engine(), kind.compile(plan, KEY), [line])
    expect(row).toMatchObject(gives)
    const { reject, event } = kind.read(line, plan)
    expect({ ...event, reject }).toMatchObject(gives)
  })
})
