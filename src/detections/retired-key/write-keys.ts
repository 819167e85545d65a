import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** A key's last issue is that before which this share of its proven issues lies: a few may be proven by chance. */
const MOST = 0.99
/** A key that signs for the service has at least this share of its tokens proven. */
const PROVEN = 0.05
/** So many issues of the key were to be expected since its last one: the odds that none came are e to the minus of it. */
const EXPECTED = 20
/** Issues proven before it can be said that a key was never among them. */
const ENOUGH = 100
/** Clocks of the service that signs and of the one that logs differ by less than this. */
const SLACK_SECONDS = 3600

/**
 * `signing_key`: every key by which proven tokens are signed, when it last was, its share of the issues until then, and the
 * longest life of any token, or, where no token shows one, the longest that one was in use; `signing_hour`: proven issues up to each hour; `key_use`: unproven tokens that their key should not have signed,
 * or not any more, with the outcomes of the tests of lineage. `why`: 'declared' (issued after people say that the key was
 * retired), 'after-retirement' (the token says that it was issued after its key's last issue), 'outlived' (first used when all that the key signed must have expired), 'never-seen'.
 */
export const writeKeys = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('keyed_session')} ENGINE = MergeTree ORDER BY session AS
    SELECT s.session AS session, s.kid AS kid, l.proven AS proven, s.claimed AS claimed, s.expires AS expires, toUnixTimestamp(s.first) AS first, dateDiff('second', s.first, s.last) AS used,
      if(s.issuances > 0, toUnixTimestamp(s.issued_at), if(s.claimed > 0, s.claimed, toUnixTimestamp(s.first))) AS issue,
      l.who AS who, l.named AS named, l.ip AS ip, l.t_log_in AS t_log_in, l.t_origin AS t_origin, l.t_agent AS t_agent, l.t_account AS t_account,
      l.t_use AS t_use
    FROM ${t('session')} AS s INNER JOIN ${t('lineage')} AS l ON s.session = l.session WHERE s.kid != ''`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('signing_hour')} ENGINE = MergeTree ORDER BY hour AS
    SELECT hour, sum(n) OVER (ORDER BY hour) AS upto FROM (
      SELECT intDiv(issue, 3600) AS hour, count() AS n FROM ${t('keyed_session')} WHERE proven GROUP BY hour)`)
  await writeSigningKeys(scene)
  await writeKeyUses(scene)
}

const writeSigningKeys = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('signing_key')} ENGINE = MergeTree ORDER BY kid AS
    WITH (SELECT if(countIf(claimed > 0 AND expires > claimed) > 0, maxIf(toInt64(expires) - toInt64(claimed), claimed > 0 AND expires > claimed), if(count() >= ${ENOUGH}, toInt64(max(used)), 0))
      FROM ${t('keyed_session')} WHERE proven) AS longest
    SELECT k.kid AS kid, k.n AS n, toUInt32(k.last) AS last, l.upto AS upto_last, k.n / greatest(k.n, l.upto - f.upto) AS share, longest
    FROM (
      SELECT 1 AS one, kid, countIf(proven) AS n, quantileExactIf(${MOST})(issue, proven) AS last, minIf(issue, proven) AS first_issue,
        toInt64(intDiv(last, 3600)) AS last_hour, toInt64(intDiv(first_issue, 3600)) - 1 AS before_hour
      FROM ${t('keyed_session')} GROUP BY kid HAVING n > 0 AND n >= ${PROVEN} * count()) AS k
    ASOF LEFT JOIN ${hours(scene)} AS l ON k.one = l.one AND k.last_hour >= l.hour
    ASOF LEFT JOIN ${hours(scene)} AS f ON k.one = f.one AND k.before_hour >= f.hour`)
}

const hours = (scene: Scene): Sql =>
  sql`(SELECT 1 AS one, toInt64(hour) AS hour, toInt64(upto) AS upto FROM ${scene.derived.table('signing_hour')})`

/** When people say that a key was retired, epoch in seconds; 0 where they do not. */
const declared = ({ retired }: Scene, kid: Sql): Sql => {
  if (retired.length === 0) return sql`toInt64(0)`
  const names = bind(
    'Array(String)',
    retired.map((one) => one.kid),
  )
  const times = bind(
    'Array(Int64)',
    retired.map(({ at }) => at),
  )
  return sql`transform(${kid}, ${names}, ${times}, toInt64(0))`
}

const writeKeyUses = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('key_use')} ENGINE = MergeTree ORDER BY session AS
    WITH (SELECT min(issue) FROM ${t('keyed_session')} WHERE proven) AS since, (SELECT any(longest) FROM ${t('signing_key')}) AS longest_life
    SELECT session, u.kid AS kid, who, named, if(why = 'declared', toUInt32(declared), k.last) AS last, t_origin, t_agent, t_account, t_log_in, t_use,
      ${declared(scene, sql`u.kid`)} AS declared,
      multiIf(
        declared > 0 AND claimed > declared + ${SLACK_SECONDS}, 'declared',
        k.n = 0, if(claimed > since + ${SLACK_SECONDS} AND toInt64(h.upto) >= ${ENOUGH}, 'never-seen', ''),
        claimed > k.last + ${SLACK_SECONDS} AND k.share * (toInt64(h.upto) - k.upto_last) >= ${EXPECTED}, 'after-retirement',
        longest_life > 0 AND first > k.last + longest_life + ${SLACK_SECONDS}, 'outlived', '') AS why
    FROM (
      SELECT 1 AS one, session, kid, who, named, claimed, first, t_log_in, t_origin, t_agent, t_account, t_use,
        toInt64(intDiv(if(claimed > 0, claimed, first), 3600)) AS claimed_hour
      FROM ${t('keyed_session')} WHERE NOT proven) AS u
    LEFT JOIN ${t('signing_key')} AS k ON u.kid = k.kid
    ASOF LEFT JOIN ${hours(scene)} AS h ON u.one = h.one AND u.claimed_hour >= h.hour
    WHERE why != ''`)
}
