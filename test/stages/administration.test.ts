import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forged, ordinary, reportOf, type Use } from '../detections/token-case.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-administration-'))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const trail = (time: string, eventName: string, arn: string, ip: string, errorCode?: string): string =>
  JSON.stringify({
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn },
    eventTime: time,
    eventSource: 'secretsmanager.amazonaws.com',
    eventName,
    awsRegion: 'ap-northeast-2',
    sourceIPAddress: ip,
    userAgent: 'aws-cli/2.15',
    ...(errorCode === undefined ? {} : { errorCode }),
  })

const SERVICE = 'arn:aws:sts::111122223333:assumed-role/shop/i-0'
const PERSON = 'arn:aws:iam::111122223333:user/minji'

/** A service reads its secret every day; a person, who never did, on the eve of the forged tokens. */
const auditLog: readonly string[] = [
  ...Array.from({ length: 18 }, (_, day) =>
    trail(`2026-02-${String(11 + day).padStart(2, '0')}T03:00:00Z`, 'GetSecretValue', SERVICE, '10.0.0.4'),
  ),
  trail('2026-02-20T02:00:00Z', 'DescribeSecret', PERSON, '10.0.0.9'),
  trail('2026-02-28T17:00:00Z', 'CreateAccessKey', PERSON, '203.0.113.1', 'AccessDenied'),
  trail('2026-02-28T17:00:09Z', 'GetSecretValue', PERSON, '203.0.113.1'),
  trail('2026-03-01T20:00:00Z', 'AttachRolePolicy', PERSON, '10.0.0.9'),
]

const signed = { alg: 'RS256', kid: 'k-1' }

describe('acts of administration', () => {
  it('names what accounts do not do day by day, first from the addresses of the actors, and counts what came before', async () => {
    const report = await reportOf(root, [...ordinary(() => signed), ...forged(signed)], undefined, auditLog)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(report.verdict.reasons.map(({ values }) => values['vector'])).toEqual(['never-issued'])
    const { administration } = report
    expect(administration).toMatchObject({ acts: { value: 21n }, unusual: { value: 3n }, before: { value: 2n } })
    expect(administration?.named).toMatchObject([
      { kind: 'credential-made', name: 'CreateAccessKey', principal: PERSON, fromActor: true, done: 0n, refused: 1n },
      { kind: 'key-read', name: 'GetSecretValue', principal: PERSON, fromActor: true, done: 1n, refused: 0n },
      { kind: 'rights-given', name: 'AttachRolePolicy', principal: PERSON, fromActor: false, done: 1n },
    ])
    expect(administration?.named[1]?.line).toBe(21n)
    const ids = report.hypotheses?.evidence.map(({ id }) => id)
    expect(ids).toContain('keys-from-actors')
    expect(ids).toContain('administration-before')
  })

  it('accuses nobody, and has no section where no log tells of such acts', async () => {
    const quiet: readonly Use[] = ordinary(() => signed)
    const [clean, without] = [await reportOf(root, quiet, undefined, auditLog), await reportOf(root, quiet)]
    expect(clean.actors).toEqual([])
    expect(clean.administration).toMatchObject({ acts: { value: 21n }, unusual: { value: 3n }, before: null })
    expect(without.administration).toBeNull()
  })

  it('reads verbs and paths of a Kubernetes audit log, leaving out what the cluster itself does', async () => {
    const call = (day: number, verb: string, requestURI: string, username: string, code = 200): string =>
      JSON.stringify({
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        stage: 'ResponseComplete',
        requestURI,
        verb,
        user: { username },
        sourceIPs: ['203.0.113.7'],
        responseStatus: { code },
        requestReceivedTimestamp: `2026-02-${String(10 + day)}T05:00:00.000000Z`,
      })
    const log = [
      ...Array.from({ length: 10 }, (_, day) =>
        call(day, 'get', '/api/v1/namespaces/shop/secrets/db', 'system:serviceaccount:shop:web'),
      ),
      call(3, 'list', '/api/v1/secrets?limit=500', 'system:kube-controller-manager'),
      call(4, 'get', '/api/v1/namespaces/shop/secrets/signing-key', 'minji'),
      call(4, 'list', '/api/v1/secrets?limit=500', 'minji', 403),
      call(5, 'list', '/api/v1/namespaces/shop/pods', 'minji'),
      call(6, 'create', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', 'minji', 201),
    ]
    const report = await reportOf(root, ordinary(() => signed).slice(0, 100), undefined, log)
    const { administration } = report
    // The records of log-ins are those of the shop: they prove nothing against people of the cluster.
    expect(report.actors).toEqual([])
    expect(report.cleared.map(({ what }) => what.code)).toContain('cleared/other-people')
    expect(administration).toMatchObject({ acts: { value: 13n }, unusual: { value: 3n } })
    expect(administration?.named.map(({ kind, done, refused }) => [kind, done, refused])).toEqual([
      ['key-read', 1n, 0n],
      ['key-read', 0n, 1n],
      ['rights-given', 1n, 0n],
    ])
  })

  it('reads operations and paths of a store of secrets; what a service reads, encrypts or is given day by day is its habit or no act', async () => {
    const asked = (day: number, operation: string, of: string, display_name: string, error?: string): string =>
      JSON.stringify({
        time: `2026-02-${String(10 + day)}T05:00:00.000000001Z`,
        type: 'response',
        auth: { display_name },
        request: { operation, path: of, remote_address: display_name === 'oidc-minji' ? '203.0.113.7' : '10.0.0.4' },
        ...(error === undefined ? {} : { error }),
      })
    const log = [
      ...Array.from({ length: 10 }, (_, day) => [
        asked(day, 'read', 'secret/data/shop/db', 'approle-shop'),
        asked(day, 'update', 'transit/encrypt/cards', 'approle-shop'),
        asked(day, 'read', 'database/creds/shop', 'approle-shop'),
        asked(day, 'update', 'auth/token/renew-self', 'approle-shop'),
      ]).flat(),
      asked(4, 'read', 'secret/data/signing-key', 'oidc-minji'),
      asked(4, 'read', 'transit/export/signing-key/tokens', 'oidc-minji', 'permission denied'),
      asked(5, 'create', 'auth/token/create', 'oidc-minji'),
      asked(5, 'update', 'sys/policies/acl/admin', 'oidc-minji'),
      asked(6, 'delete', 'sys/audit/file', 'oidc-minji'),
    ]
    const report = await reportOf(root, ordinary(() => signed).slice(0, 100), undefined, log)
    expect(report.actors).toEqual([])
    expect(report.administration).toMatchObject({ acts: { value: 15n }, unusual: { value: 5n } })
    const named = report.administration?.named.map(({ kind, name, refused }) => [kind, name, refused])
    expect(named?.sort()).toEqual([
      ['credential-made', 'create /auth/token/create', 0n],
      ['key-read', 'read /secret/data/signing-key', 0n],
      ['key-read', 'read /transit/export/signing-key/tokens', 1n],
      ['logging-changed', 'delete /sys/audit/file', 0n],
      ['rights-given', 'update /sys/policies/acl/admin', 0n],
    ])
  })
})
