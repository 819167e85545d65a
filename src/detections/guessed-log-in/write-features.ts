import type { FailureFit } from '../../domain/beta-binomial.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { isPrivate } from '../address-block.ts'
import { logFactor, rounded } from '../failure-odds.ts'
import { dayOf, type Scene } from '../scene.ts'
import { DIGITS, GUESSING, INHABITED, REFUSED } from './tests.ts'
import { writeRows } from './write-rows.ts'
import type { Units } from './write-units.ts'

/**
 * `log_in_test`: one row a session that a log-in opened, with its company and its outcome of every test as codes. What
 * others tried at its place leaves its own account out; a block leaves the place out, a program what was tried with it
 * from the place. Addresses are rented by the block; inside a company's own network nobody rents one, and the machine
 * beside a scanner is another's: there the block says nothing.
 *
 * `log_in_home`: where accounts are at home, by sessions in ordinary company, and by those on days without a failure there.
 */
export const writeFeatures = async (scene: Scene, { fits }: Units): Promise<void> => {
  const t = scene.derived.table
  const nearby = sql`(${guessing(fits.place, sql`toInt64(p.names) - 1`, sql`p.failed`)} OR (NOT ${isPrivate(sql`o.place`)} AND ${guessing(fits.block, sql`toInt64(b.names) - toInt64(p.names)`, sql`toInt64(b.failed) - toInt64(p.failed)`)}))`
  const withProgram = guessing(
    fits.agent,
    sql`toInt64(a.names) - toInt64(x.names)`,
    sql`toInt64(a.failed) - toInt64(x.failed)`,
  )
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_company')} ENGINE = MergeTree ORDER BY session AS
    SELECT o.session AS session, o.named AS named, o.who AS who, o.place AS place, o.block AS block, if(o.device != '', o.device, o.agent) AS device,
      o.uses AS uses, o.personal_uses AS personal_uses, toUInt8(multiIf(${nearby}, 2, ${withProgram}, 1, 0)) AS company,
      company = 0 OR (o.place, ${dayOf(scene, sql`o.first`)}) NOT IN (SELECT place, day FROM ${t('log_in_pair')} WHERE failed) AS homely
    FROM ${t('log_in_opened')} AS o
    LEFT JOIN ${t('log_in_place')} AS p ON o.place = p.place
    LEFT JOIN ${t('log_in_block')} AS b ON o.block = b.block
    LEFT JOIN ${t('log_in_agent')} AS a ON o.agent = a.agent AND ${dayOf(scene, sql`o.first`)} = a.day
    LEFT JOIN (SELECT place, agent, day, uniqExact(who) AS names, uniqExactIf(who, failed) AS failed FROM ${t('log_in_pair')} GROUP BY place, agent, day) AS x
      ON o.place = x.place AND o.agent = x.agent AND ${dayOf(scene, sql`o.first`)} = x.day`)
  await writeHomes(scene)
  await writeRows(scene)
  const use = sql`multiIf(c.personal_uses = 0, 0, c.personal_uses < c.uses, 1, c.uses <= 3, 2, 3)`
  const own = sql`c.homely`
  const inhabited = sql`(SELECT block FROM ${t('log_in_home')} GROUP BY block HAVING uniqExact(who) >= ${INHABITED})`
  const account = sql`multiIf(NOT c.named, 4, toInt64(hb.sessions) - ${own} > 0, 0, toInt64(hd.sessions) - ${own} > 0, 1, toInt64(h.sessions) - ${own} > 0, 2, 3)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_test')} ENGINE = MergeTree ORDER BY session AS
    SELECT *, ${patternNumber} AS pattern FROM (
      SELECT c.session AS session, c.named AS named, c.who AS who, c.place AS place,
        if(c.company = 2 AND c.block IN ${inhabited}, if(c.homely, 0, 3), c.company) AS company,
        ${account} AS t_account, toUInt8(f.blocks > 0) AS t_tried, ${use} AS t_use, if(r.session = 0, ${REFUSED.nobody}, r.refused) AS t_refused
      FROM ${t('log_in_company')} AS c
      LEFT JOIN ${t('log_in_row')} AS r ON c.session = r.session
      LEFT JOIN (SELECT who, sum(sessions) AS sessions FROM ${t('log_in_home')} GROUP BY who) AS h ON c.who = h.who
      LEFT JOIN (SELECT who, block, sum(sessions) AS sessions FROM ${t('log_in_home')} GROUP BY who, block) AS hb ON c.who = hb.who AND c.block = hb.block
      LEFT JOIN (SELECT who, device, sum(sessions) AS sessions FROM ${t('log_in_home')} GROUP BY who, device) AS hd ON c.who = hd.who AND c.device = hd.device
      LEFT JOIN (SELECT who, uniqExact(block) AS blocks FROM ${t('log_in_pair')} WHERE failed GROUP BY who) AS f ON c.who = f.who)`)
}

const writeHomes = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_home')} ENGINE = MergeTree ORDER BY (who, block) AS
    SELECT who, block, device, count() AS sessions FROM ${t('log_in_company')}
    WHERE named AND homely GROUP BY who, block, device`)
}

/** Whether names are guessed there, by what others tried. */
const guessing = (fit: FailureFit, others: Sql, failed: Sql): Sql => {
  const n = sql`greatest(0, ${others})`
  const k = sql`least(greatest(0, toInt64(${failed})), ${n})`
  const least = rounded(Math.log(GUESSING / (1 - GUESSING)) + Math.log((1 - fit.share) / fit.share))
  return sql`(${n} > 0 AND ${logFactor(fit, n, k)} >= ${least})`
}

/** Mixed radix over the codes, first test lowest. */
const patternNumber = [sql`t_account`, sql`t_tried`, sql`t_use`, sql`t_refused`].reduceRight(
  (rest, code, i) => sql`(${code} + ${DIGITS[i] ?? 1} * ${rest})`,
  sql`0`,
)
