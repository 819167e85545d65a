import { proofBy } from '../../detections/never-issued/index.ts'
import { logsField, type Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import { guessedFileReasons } from './guessed-file-reasons.ts'
import { injectionReasons } from './injection-reasons.ts'
import { afterFailuresReasons } from './after-failures-reasons.ts'
import { beyondDutyReasons } from './beyond-duty-reasons.ts'
import { revokedReasons } from './revoked-reasons.ts'
import { secondPlaceReasons } from './second-place-reasons.ts'
import { webShellReasons } from './web-shell-reasons.ts'

/** What speaks for an actor, in numbers of this case. */
export const actorReasons = async (scene: Scene, actor: string, detection: string): Promise<readonly Message[]> => {
  if (detection === 'missing-authentication') return anonymousReasons(scene, actor)
  if (detection === 'object-enumeration') return enumerationReasons(scene, actor)
  if (detection === 'retired-key')
    return [
      ...(await keyReasons(scene, actor)),
      ...(await verifyingReasons(scene, actor)),
      ...(await lineageReasons(scene, actor, detection)),
    ]
  if (detection === 'unsigned-token')
    return [...(await algorithmReasons(scene, actor)), ...(await lineageReasons(scene, actor, detection))]
  if (detection === 'ended-token') return endedReasons(scene, actor)
  if (detection === 'revoked-credential') return revokedReasons(scene, actor)
  if (detection === 'injection') return injectionReasons(scene, actor)
  if (detection === 'guessed-file') return guessedFileReasons(scene, actor)
  if (detection === 'web-shell') return webShellReasons(scene, actor)
  if (detection === 'log-in-after-failures') return afterFailuresReasons(scene, actor)
  if (detection === 'guessed-log-in') return guessingReasons(scene, actor)
  if (detection === 'staff-beyond-duty') return beyondDutyReasons(scene, actor)
  if (detection === 'second-place') return secondPlaceReasons(scene, actor)
  return [...(await verifyingReasons(scene, actor)), ...(await lineageReasons(scene, actor, detection))]
}

/** Tokens that nobody issued, or with a key out of use, and whose signature is good all the same: somebody had the key. */
const verifyingReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const { n } = await scene.engine.row<{ n: string }>(sql`
    SELECT count() AS n FROM evidence.token_check
    WHERE verdict = 'valid' AND credential IN (SELECT session FROM ${scene.derived.table('actor_event')} WHERE actor = ${actor} AND how = 'hit')`)
  return n === '0' ? [] : [{ code: 'reason/signature-verifies', values: { n: Number(n) } }]
}

const guessingReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const hits = sql`(SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')`
  const taken = await scene.engine.row<Record<'accounts' | 'apart' | 'n' | 'elsewhere', string>>(sql`
    SELECT uniqExact(who) AS accounts, count() AS n, countIf(t_account IN (2, 3)) AS apart, countIf(t_tried = 1) AS elsewhere
    FROM ${t('log_in_test')} WHERE session IN ${hits}`)
  const tried = await scene.engine.row<Record<'names' | 'failures' | 'unknown', string>>(sql`
    SELECT uniqExact(who) AS names, uniqExactIf(who, failed) AS failures,
      uniqExactIf(who, failed AND who NOT IN (SELECT who FROM ${t('log_in_opened')}) AND position(who, ':') = 0) AS unknown
    FROM ${t('log_in_pair')} WHERE place IN (SELECT place FROM ${t('log_in_test')} WHERE session IN ${hits})`)
  const share = (part: string): number => Math.round((1000 * Number(part)) / Math.max(1, Number(taken.n))) / 10
  return [
    { code: 'reason/taken-over', values: { n: Number(taken.accounts) } },
    { code: 'reason/names-tried', values: { n: Number(tried.names), failed: Number(tried.failures) } },
    ...(tried.unknown === '0' ? [] : [{ code: 'reason/names-unknown', values: { n: Number(tried.unknown) } }]),
    { code: 'reason/new-address-for-account', values: { share: share(taken.apart) } },
  ]
}

const lineageReasons = async (scene: Scene, actor: string, detection: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<
    Record<'n' | 'unknown' | 'apart' | 'noLogIn' | 'personal', string> & { median: number }
  >(sql`
    SELECT count() AS n, countIf(t_account = 3) AS unknown, countIf(t_account IN (2, 3)) AS apart, countIf(NOT log_in) AS noLogIn,
      countIf(personal_uses = uses) AS personal, quantileExact(0.5)(uses) AS median
    FROM ${t('lineage')} WHERE session IN (SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit' AND detection = ${detection})`)
  const n = Number(row.n)
  const share = (part: string): number => (n === 0 ? 0 : Math.round((1000 * Number(part)) / n) / 10)
  return [
    detection === 'never-issued'
      ? {
          code:
            logsField(scene, 'credential') && (await proofBy(scene)) === 'credential'
              ? 'reason/never-issued'
              : 'reason/no-log-in-recorded',
          values: { n },
        }
      : { code: 'reason/no-log-in-before', values: { n, share: share(row.noLogIn) } },
    ...(detection === 'never-issued'
      ? [{ code: 'reason/no-log-in-before', values: { n: Number(row.noLogIn), share: share(row.noLogIn) } }]
      : []),
    ...(await copiedReasons(scene, actor)),
    ...(await scatteredReasons(scene, actor)),
    { code: 'reason/new-address-for-account', values: { share: share(row.apart) } },
    ...(Number(row.unknown) > 0 ? [{ code: 'reason/subject-unknown', values: { n: Number(row.unknown) } }] : []),
    { code: 'reason/few-uses', values: { median: Number(row.median) } },
    { code: 'reason/personal-only', values: { share: share(row.personal) } },
  ]
}

/** An actor whose sessions nothing ties to each other but what they are. */
const scatteredReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const { n, addresses } = await scene.engine.row<Record<'n' | 'addresses', string>>(sql`
    SELECT uniqExact(session) AS n, uniqExact(ip) AS addresses FROM ${scene.derived.table('actor_event')}
    WHERE how = 'hit' AND actor = ${actor} AND actor IN (SELECT id FROM ${scene.derived.table('actor')} WHERE scattered)`)
  return n === '0' ? [] : [{ code: 'reason/scattered', values: { n: Number(n), addresses: Number(addresses) } }]
}

/** Accounts for which a credential acted that had been issued to another. */
const copiedReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const { n, of } = await scene.engine.row<Record<'n' | 'of', string>>(sql`
    SELECT uniqExact(principal) AS n, uniqExact(session) AS of FROM ${t('copied')}
    WHERE copy IN (SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')`)
  return n === '0' ? [] : [{ code: 'reason/copied-credential', values: { n: Number(n), of: Number(of) } }]
}

const anonymousReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const routes = await scene.engine.rows<{ name: string; n: string; known: string; all: string; access: string }>(sql`
    SELECT concat(e.method, ' ', e.route) AS name, count() AS n, any(c.known) AS known, any(c.ok) AS all, any(r.access) AS access
    FROM ${t('actor_event')} AS e
    INNER JOIN ${t('route')} AS r ON e.method = r.method AND e.route = r.route
    INNER JOIN ${t('route_traffic')} AS c ON e.method = c.method AND e.route = c.route
    WHERE e.actor = ${actor} AND e.how = 'hit' AND e.status BETWEEN 200 AND 299 GROUP BY name ORDER BY name`)
  return routes.flatMap(({ name, n, known, all, access }): readonly Message[] => [
    { code: 'reason/no-credential-answered', values: { n: Number(n), route: name } },
    ...(known === '0'
      ? []
      : [
          {
            code: 'reason/credential-normally-required',
            values: { share: Math.round((1000 * Number(known)) / Number(all)) / 10, route: name },
          },
        ]),
    ...(access === 'login' ? [{ code: 'reason/route-declared-login', values: { route: name } }] : []),
  ])
}

const enumerationReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<{
    objects: string
    foreign: string
    accounts: string
    walking: string
    peers: string
  }>(sql`
    WITH hands AS (
      SELECT who FROM ${t('reach_test')} WHERE who IN (SELECT principal FROM ${t('actor_event')} WHERE actor = ${actor} UNION ALL SELECT toString(session) FROM ${t('actor_event')} WHERE actor = ${actor}))
    SELECT sum(objects) AS objects, (SELECT sum(foreign_objects) FROM ${t('reach')} WHERE who IN hands) AS foreign, count() AS accounts, countIf(t_walk = 1) AS walking, max(peers) AS peers
    FROM ${t('reach_test')} WHERE who IN hands`)
  const median = await scene.engine.row<{ n: string }>(
    sql`SELECT toString(quantileExact(0.5)(objects)) AS n FROM ${t('reach')}`,
  )
  const theirs = sql`who IN (SELECT principal FROM ${t('actor_event')} WHERE actor = ${actor})`
  const { on, alike, program, hands, read, foreign } = await scene.engine.row<
    Record<'on' | 'alike' | 'program' | 'hands' | 'read' | 'foreign', string>
  >(sql`
    WITH hand AS (SELECT who FROM ${t('hand_reader')} WHERE ${theirs} AND who NOT IN (SELECT who FROM ${t('reach_test')}))
    SELECT (SELECT count() FROM hand) AS hands, (SELECT sum(objects) FROM ${t('reach')} WHERE who IN hand) AS read, (SELECT sum(foreign_objects) FROM ${t('reach')} WHERE who IN hand) AS foreign,
      (SELECT count() FROM ${t('walk_on')} WHERE ${theirs}) AS on, (SELECT count() FROM ${t('alike_reader')} WHERE ${theirs}) AS alike,
      (SELECT count() FROM ${t('program_reader')} WHERE ${theirs}) AS program`)
  const accounts = Number(row.accounts)
  return [
    { code: 'reason/reach', values: { n: Number(row.objects) + Number(read), peers: Number(median.n) } },
    { code: 'reason/foreign-objects', values: { n: Number(row.foreign) + Number(foreign) } },
    ...(Number(row.walking) > 0
      ? [{ code: 'reason/walks-ids', values: { share: Math.round((1000 * Number(row.walking)) / accounts) / 10 } }]
      : []),
    ...(on === '0' ? [] : [{ code: 'reason/walks-on', values: { n: Number(on) } }]),
    ...(hands === '0' ? [] : [{ code: 'reason/one-after-another', values: { n: Number(hands) } }]),
    ...(alike === '0' ? [] : [{ code: 'reason/alike-readers', values: { n: Number(alike) } }]),
    ...(program === '0' ? [] : [{ code: 'reason/program-readers', values: { n: Number(program) } }]),
  ]
}

const endedReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<{
    n: string
    elsewhere: string
    uses: string
    seconds: number
    peers: number
  }>(sql`
    SELECT uniqExact(session) AS n, countIf(place = 2) AS elsewhere, count() AS uses, quantileExact(0.5)(seconds) AS seconds,
      (SELECT if(count() = 0, 0, countIf(latest.1 != origin.1 AND latest.2 != origin.2) / count()) FROM ${t('session')}
        WHERE dateDiff('second', first, last) >= 3600 AND session NOT IN (SELECT session FROM ${t('late_session')})) AS peers
    FROM ${t('late_use')} WHERE (session, ip) IN (SELECT session, ip FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')`)
  const uses = Number(row.uses)
  return [
    { code: 'reason/used-after-end', values: { n: Number(row.n) } },
    {
      code: 'reason/not-where-owner-was',
      values: {
        share: uses === 0 ? 0 : Math.round((1000 * Number(row.elsewhere)) / uses) / 10,
        peers: Math.round(1000 * Number(row.peers)) / 10,
      },
    },
    { code: 'reason/so-late', values: { hours: Math.round(Number(row.seconds) / 360) / 10 } },
  ]
}

const keyReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ kid: string; seen: number; last: string; n: string }>(sql`
    SELECT kid, why != 'never-seen' AS seen, formatDateTime(toDateTime(any(last), 'UTC'), '%Y-%m-%dT%H:%i:%SZ') AS last, count() AS n
    FROM ${t('key_use')} WHERE session IN (SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')
    GROUP BY kid, seen ORDER BY n DESC, kid, seen`)
  return rows.map(({ kid, seen, last, n }) =>
    Number(seen) === 1
      ? { code: 'reason/key-retired', values: { n: Number(n), kid, last } }
      : { code: 'reason/key-never-seen', values: { n: Number(n), kid } },
  )
}

const algorithmReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ alg: string; failed: string; n: string; usual: string }>(sql`
    WITH (SELECT arrayStringConcat(groupArray(alg), ', ') FROM (
      SELECT alg FROM ${t('alg_session')} WHERE proven GROUP BY alg ORDER BY count() DESC, alg LIMIT 3)) AS usual
    SELECT alg, if(fails, verdict, '') AS failed, count() AS n, usual FROM ${t('alg_use')}
    WHERE session IN (SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')
    GROUP BY alg, failed ORDER BY n DESC, alg, failed`)
  return rows.map(({ alg, failed, n, usual }) =>
    failed === ''
      ? { code: 'reason/foreign-algorithm', values: { n: Number(n), alg, usual } }
      : { code: 'reason/signature-fails', values: { n: Number(n), verdict: failed } },
  )
}
