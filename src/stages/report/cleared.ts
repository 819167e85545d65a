import type { Scene } from '../../detections/scene.ts'
import type { Cleared } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'

/** How many of each kind are named. */
const NAMED = 5
/** An address with the sessions of so many accounts is shared. */
const SHARED = 50

/** What resembles an attack in these logs and is not one, each with its reason. */
export const clearedInLogs = async (scene: Scene): Promise<readonly Cleared[]> => [
  ...(await wideReaders(scene)),
  ...(await sharedAddresses(scene)),
  ...(await lineageLosses(scene)),
  ...scene.clocks
    .filter((clock) => clock.correction !== 0)
    .map(
      (clock): Cleared => ({
        what: { code: 'cleared/skewed-clock', values: { source: clock.source, seconds: clock.correction } },
        reasons: [],
      }),
    ),
]

const exists = async (scene: Scene, table: string): Promise<boolean> =>
  (
    await scene.engine.row<{ n: string }>(
      sql`SELECT count() AS n FROM system.tables WHERE database = ${scene.derived.database.text} AND name = ${table}`,
    )
  ).n !== '0'

const wideReaders = async (scene: Scene): Promise<readonly Cleared[]> => {
  const t = scene.derived.table
  if (!(await exists(scene, 'reach_test'))) return []
  const rows = await scene.engine.rows<{ who: string; objects: string; days: string; peers: string }>(sql`
    SELECT who, toString(objects) AS objects, toString(days) AS days, toString(peers) AS peers FROM ${t('reach_test')}
    WHERE who NOT IN (SELECT principal FROM ${t('hit')} WHERE unit IN ('principal', 'principal-request')) AND who NOT IN (SELECT principal FROM ${t('actor_event')})
    ORDER BY reach_test.objects DESC, who LIMIT ${NAMED}`)
  return rows.map(({ who, objects, days, peers }) => ({
    what: { code: 'cleared/wide-reader', values: { account: who, objects: Number(objects) } },
    reasons: [{ code: 'cleared/like-a-duty', values: { days: Number(days), peers: Number(peers) } }],
  }))
}

const sharedAddresses = async (scene: Scene): Promise<readonly Cleared[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ ip: string; accounts: string }>(sql`
    SELECT origin.1 AS ip, toString(uniqExact(principal)) AS accounts FROM ${t('session')}
    WHERE ip IN (SELECT origin.1 FROM ${t('session')} GROUP BY origin.1 HAVING count() >= ${SHARED}) AND ip NOT IN (SELECT ip FROM ${t('actor_event')})
    GROUP BY ip HAVING uniqExact(principal) >= ${SHARED} ORDER BY uniqExact(principal) DESC, ip LIMIT ${NAMED}`)
  return rows.map(({ ip, accounts }) => ({
    what: { code: 'cleared/shared-address', values: { address: ip, accounts: Number(accounts) } },
    reasons: [{ code: 'cleared/ordinary-use', values: {} }],
  }))
}

const lineageLosses = async (scene: Scene): Promise<readonly Cleared[]> => {
  if (!(await exists(scene, 'lineage'))) return []
  const row = await scene.engine.row<{ old_sessions: string; lost_records: string; hours: string }>(sql`
    SELECT countIf(NOT proven AND NOT blind AND session NOT IN (SELECT session FROM ${scene.derived.table('actor_event')})) AS old_sessions,
      countIf(NOT proven AND blind) AS lost_records, uniqExactIf(toStartOfHour(first), NOT proven AND blind) AS hours
    FROM ${scene.derived.table('lineage')}`)
  return [
    ...(await otherPeople(scene)),
    ...(await otherDoors(scene)),
    ...(await openedForOthers(scene)),
    ...(await otherIssuers(scene)),
    ...(await relays(scene)),
    ...(row.old_sessions === '0'
      ? []
      : [
          {
            what: { code: 'cleared/long-lived-sessions', values: { n: Number(row.old_sessions) } },
            reasons: [{ code: 'cleared/first-seen-near-start', values: {} }],
          },
        ]),
    ...(row.lost_records === '0'
      ? []
      : [
          {
            what: { code: 'cleared/lost-issuance', values: { n: Number(row.lost_records), hours: Number(row.hours) } },
            reasons: [{ code: 'cleared/hole-in-issuance-log', values: {} }],
          },
        ]),
  ]
}

/** Accounts that no log shows to log in, and that come from the same places day after day. */
const otherDoors = async (scene: Scene): Promise<readonly Cleared[]> => {
  const { accounts, sessions } = await scene.engine.row<{ accounts: string; sessions: string }>(
    sql`SELECT count() AS accounts, sum(sessions) AS sessions FROM ${scene.derived.table('lineage_habit')}`,
  )
  return accounts === '0'
    ? []
    : [
        {
          what: { code: 'cleared/other-door', values: { n: Number(accounts), sessions: Number(sessions) } },
          reasons: [{ code: 'cleared/day-after-day', values: {} }],
        },
      ]
}

/** Sessions that support or administrators opened, acting as the account. */
const openedForOthers = async (scene: Scene): Promise<readonly Cleared[]> => {
  const { accounts, sessions, openers } = await scene.engine.row<Record<'accounts' | 'sessions' | 'openers', string>>(
    sql`SELECT uniqExact(who) AS accounts, count() AS sessions, uniqExact(opener) AS openers FROM ${scene.derived.table('lineage_opened')}`,
  )
  return sessions === '0'
    ? []
    : [
        {
          what: {
            code: 'cleared/opened-for-another',
            values: { n: Number(accounts), sessions: Number(sessions), openers: Number(openers) },
          },
          reasons: [{ code: 'cleared/acts-for-others', values: {} }],
        },
      ]
}

/** Sources of other people than those of the log-ins. */
const otherPeople = async (scene: Scene): Promise<readonly Cleared[]> => {
  const rows = await scene.engine.rows<{ source: string; accounts: string; sessions: string }>(
    sql`SELECT source, accounts, sessions FROM ${scene.derived.table('lineage_outside')} ORDER BY source`,
  )
  return rows.map(({ source, accounts, sessions }) => ({
    what: { code: 'cleared/other-people', values: { source, n: Number(accounts), sessions: Number(sessions) } },
    reasons: [{ code: 'cleared/no-record-of-them', values: {} }],
  }))
}

/** Machines that ask for people who logged in elsewhere: of the house, or of a network before it. */
const relays = async (scene: Scene): Promise<readonly Cleared[]> => {
  const rows = await scene.engine.rows<{ block: string; accounts: string; sessions: string; is_own: boolean }>(
    sql`SELECT block, toString(accounts) AS accounts, toString(sessions) AS sessions, is_own FROM ${scene.derived.table('lineage_relay')} ORDER BY block LIMIT ${NAMED}`,
  )
  return rows.map(({ block, accounts, sessions, is_own }) => ({
    what: {
      code: is_own ? 'cleared/inner-relay' : 'cleared/outer-relay',
      values: { place: block, n: Number(accounts), sessions: Number(sessions) },
    },
    reasons: [{ code: is_own ? 'cleared/asks-for-many' : 'cleared/passes-on', values: {} }],
  }))
}

/** Keys, or programs, whose tokens have no record of issue at all, and that are used as the others are. */
const otherIssuers = async (scene: Scene): Promise<readonly Cleared[]> => {
  const rows = await scene.engine.rows<{ door: string; accounts: string; sessions: string }>(
    sql`SELECT door, toString(accounts) AS accounts, toString(sessions) AS sessions FROM ${scene.derived.table('lineage_issuer')} ORDER BY lineage_issuer.sessions DESC, door LIMIT ${NAMED}`,
  )
  return rows.map(({ door, accounts, sessions }) => ({
    what: { code: 'cleared/other-issuer', values: { door, n: Number(accounts), sessions: Number(sessions) } },
    reasons: [{ code: 'cleared/ask-its-log', values: {} }],
  }))
}
