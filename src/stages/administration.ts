import { ACT_KINDS, type ActKind, type AdministrativeAct, namedActs } from '../domain/administrative-acts.ts'
import type { Administration, SinceWhen } from '../domain/report-model.ts'
import { dayOf, correctedTime, type Scene, withinWindow } from '../detections/scene.ts'
import { windowFacts } from '../detections/window-facts.ts'
import { bind, type Sql, sql } from '../engine/sql.ts'
import { iso } from './assess-impact.ts'
import type { Certifier } from './certifier.ts'

/** Whoever does a kind of act on so large a share of the days, and so many at least, has it as a habit. */
const HABIT = { share: 0.3, days: 3 }
/** How many are named; all of them are counted. */
const NAMED = 50

/**
 * What administrators, and whoever posed as one, did to keys, rights and logs, as the audit logs of the case tell. It is no finding:
 * what accounts do day by day is only counted, the rest is named, first what came from an actor's address. Null where no log tells of such acts.
 */
export const administration = async (
  scene: Scene,
  certifier: Certifier,
  since: SinceWhen | null,
  paths: ReadonlyMap<number, string>,
): Promise<Administration | null> => {
  await writeActs(scene)
  const t = scene.derived.table('administrative_act')
  const begin = (since?.firstConfirmed ?? since?.firstLikely)?.time ?? null
  const before: Sql =
    begin === null ? sql`false` : sql`NOT is_habit AND at < parseDateTime64BestEffort(${begin}, 6, 'UTC')`
  const numbers = await certifier.counts(
    'administration',
    { code: 'count/administration', values: {} },
    sql`SELECT count() AS acts, countIf(NOT is_habit) AS unusual, countIf(${before}) AS before FROM ${t}`,
  )
  const count = (name: string) => ({ value: numbers[name] ?? 0n, certificate: 'administration' })
  const [acts, unusual] = [count('acts'), count('unusual')]
  if (acts.value === 0n) return null
  return {
    acts,
    unusual,
    before: begin === null ? null : count('before'),
    named: await namedOnes(scene, paths),
  }
}

/** `administrative_act`: one row an act, `is_habit` where its account does such acts day by day. */
const writeActs = async (scene: Scene): Promise<void> => {
  const acts = namedActs()
  const names = bind('Array(String)', acts.map(([name]) => name)) // biome-ignore format: one expression
  const kinds = bind('Array(String)', acts.map(([, kind]) => kind)) // biome-ignore format: one expression
  const named = (of: string) => scene.plans.filter(({ kind }) => kind === of).map(({ name }) => name)
  const [clusters, vaults] = [named('kubernetes-audit'), named('hashicorp-vault')]
  const { records, others } = await windowFacts(scene)
  if (clusters.length === 0 && records === 0n && others === 0n) return createActs(scene)
  const writes = sql`method IN ('create', 'update', 'patch')`
  const isOfVault = vaults.length === 0 ? sql`false` : sql`(kind = 'other' AND toString(source) IN ${vaults})`
  const ofCluster =
    clusters.length === 0
      ? sql`''`
      : sql`multiIf(
          kind != 'http' OR toString(source) NOT IN ${clusters} OR (startsWith(principal, 'system:') AND (NOT startsWith(principal, 'system:serviceaccount:') OR startsWith(principal, 'system:serviceaccount:kube-system:'))), '',
          method IN ('get', 'list', 'watch') AND match(path, '/secrets(/|$)'), 'key-read',
          ${writes} AND match(path, '/secrets(/|$)'), 'key-changed',
          method = 'create' AND match(path, '/serviceaccounts/[^/]+/token$'), 'credential-made',
          ${writes} AND match(path, '/(cluster)?rolebindings(/|$)'), 'rights-given', '')`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('administrative_act')} ENGINE = MergeTree ORDER BY (at, file, line) AS
    WITH act AS (
      SELECT ${correctedTime(scene)} AS at, file, line, principal, src_ip AS ip,
        trim(BOTH ' ' FROM if(kind = 'http' OR ${isOfVault}, concat(toString(method), ' ', path), substring(path, 2))) AS name,
        multiIf(kind = 'http', ${ofCluster}, ${isOfVault}, ${ofVault}, transform(lower(name), ${names}, ${kinds}, '')) AS act,
        if(kind = 'http', status >= 400, action = 'failed') AS is_refused
      FROM evidence.event
      WHERE ${withinWindow(scene)} AND (kind IN ('other', 'auth')${clusters.length === 0 ? sql`` : sql` OR toString(source) IN ${clusters}`}) AND act != ''),
    days AS (SELECT principal, act, uniqExact(${dayOf(scene, sql`at`)}) AS days FROM act WHERE NOT is_refused GROUP BY principal, act)
    SELECT a.*, d.days >= ${HABIT.days} AND d.days >= ${HABIT.share} * (SELECT dateDiff('day', ${dayOf(scene, sql`min(at)`)}, ${dayOf(scene, sql`max(at)`)}) + 1 FROM act) AS is_habit
    FROM act AS a LEFT JOIN days AS d ON d.principal = a.principal AND d.act = a.act`)
}

/**
 * What was asked of a store of secrets, by operation and path (`secret/data/db`, `transit/export/…`, `sys/audit/file`). To
 * encrypt, sign or be given credentials that live for an hour changes no key.
 */
const ofVault = sql`multiIf(
  method = 'help', '',
  startsWith(path, '/sys/audit/'), if(method IN ('create', 'update', 'delete'), 'logging-changed', ''),
  match(path, '^/(sys/(policy|policies|auth)/|identity/(group|entity-alias|group-alias))'), if(method IN ('create', 'update', 'patch'), 'rights-given', ''),
  match(path, '^/auth/([^/]+/)?token/(create|roles)|^/auth/.+/(users?|roles?|certs?|secret-id|custom-secret-id|map)(/|$)'), if(method IN ('create', 'update', 'patch'), 'credential-made', ''),
  match(path, '^/(sys|auth|identity|cubbyhole)/'), '',
  method IN ('read', 'list') AND NOT match(path, '/(creds|config|roles?|metadata|ca|ca_chain|crl|certs?)(/|$)'), 'key-read',
  method IN ('create', 'update', 'patch', 'delete') AND NOT match(path, '^/[^/]+/(encrypt|decrypt|sign|verify|hmac|rewrap|datakey|random|hash|issue|creds|keys/[^/]+/(encrypt|decrypt))(/|$)'), 'key-changed', '')`

/** The table without a row. */
const createActs = (scene: Scene): Promise<void> =>
  scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('administrative_act')} (
      at DateTime64(6, 'UTC'), file UInt32, line UInt64, principal String, ip String, name String, act String, is_refused UInt8, is_habit UInt8
    ) ENGINE = MergeTree ORDER BY (at, file, line)`)

const namedOnes = async (scene: Scene, paths: ReadonlyMap<number, string>): Promise<readonly AdministrativeAct[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{
    act: string
    name: string
    principal: string
    ip: string
    done: string
    refused: string
    first: string
    last: string
    actor: number
    place: readonly [string, string]
  }>(sql`
    SELECT act, name, principal, ip, countIf(NOT is_refused) AS done, countIf(is_refused) AS refused, ${iso('min(at)')} AS first, ${iso('max(at)')} AS last,
      max(ip != '' AND ip IN (SELECT ip FROM ${t('actor_event')})) AS actor, argMin((toString(file), toString(line)), (at, file, line)) AS place
    FROM ${t('administrative_act')} GROUP BY act, name, principal, ip
    HAVING min(is_habit) = 0 OR actor ORDER BY actor DESC, min(at), act, name, principal, ip LIMIT ${NAMED}`)
  return rows.map(({ act, name, principal, ip, done, refused, first, last, actor, place }) => ({
    kind: kindOf(act),
    name,
    principal,
    ip,
    done: BigInt(done),
    refused: BigInt(refused),
    first,
    last,
    fromActor: Boolean(actor),
    file: paths.get(Number(place[0])) ?? '',
    line: BigInt(place[1]),
  }))
}

const kindOf = (act: string): ActKind => {
  const kind = ACT_KINDS.find((known) => known === act)
  if (kind === undefined) throw new Error(`no such kind of act: ${act}`)
  return kind
}
