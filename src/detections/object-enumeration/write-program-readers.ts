import { sql } from '../../engine/sql.ts'
import { byPattern, LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { isNameless } from './nameless-readers.ts'
import { named } from './readers.ts'

/** So many sure hits by one program are a hand that has several accounts. */
const LEAST_SURE = 3
/** Of what an account reads, so much is by the program; and of all who read by it but one, so many are sure hits. */
const NEARLY_ALL = 0.8

/**
 * `program_reader`: wide readers of whom the tests alone say too little, at nearly all times by a program (the whole text of the user agent)
 * by which sure hits read on the same main route, three at least, and hardly anybody else. What the tests say of a reader
 * is weighed with how often his program comes in each kind: of the k sure ones' with (k + 1) / (k + 2) (rule of succession), and of
 * all other readers as it is counted. Nobody is surer by it than the former. A browser that customers or clerks have is no such program.
 */
export const writeProgramReaders = async (
  scene: Scene,
  patterns: readonly { readonly pattern: number; readonly posterior: number }[],
): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('program_reader')} (who String, program String, accounts UInt64, posterior Float64) ENGINE = MergeTree ORDER BY who`)
  if (isNameless(scene)) return
  const sure = sql`(SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration' AND level IN ('confirmed', 'likely'))`
  const told = sql`(SELECT principal FROM ${t('hit')} WHERE detection = 'object-enumeration')`
  const { posterior } = byPattern(sql`r.pattern`, patterns)
  await scene.engine.run(sql`
    INSERT INTO ${t('program_reader')}
    WITH
      program AS (
        SELECT r.who AS who, toString(r.agent) AS agent, count() AS n, sum(n) OVER (PARTITION BY who) AS reads, w.main_route AS route
        FROM ${t('personal_access')} AS r LEFT JOIN ${t('reach_test')} AS w ON w.who = r.who
        WHERE ${named} AND r.ok AND r.principal != '' GROUP BY r.who, agent, route),
      theirs AS (
        SELECT agent, countIf(who IN ${sure}) AS accounts, count() - accounts - 1 AS others, groupUniqArrayIf(route, who IN ${sure}) AS routes,
          (accounts + 1) / (accounts + 2) AS succession, log(succession) - log((1 + others) / (2 + (SELECT count() FROM ${t('reach')}))) AS nats
        FROM program WHERE agent != '' GROUP BY agent HAVING accounts >= ${LEAST_SURE} AND others >= 0 AND accounts >= ${NEARLY_ALL} * (accounts + others))
    SELECT p.who, p.agent, t.accounts, round(least(t.succession, 1 / (1 + exp(-(log(${posterior} / (1 - ${posterior})) + t.nats)))), 6) AS posterior
    FROM program AS p INNER JOIN theirs AS t ON t.agent = p.agent INNER JOIN ${t('reach_test')} AS r ON r.who = p.who
    WHERE p.n >= ${NEARLY_ALL} * p.reads AND has(t.routes, p.route) AND p.who NOT IN ${told} AND posterior >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'object-enumeration', 'principal', toUInt128(0), '', who, '', '', posterior, ${levelOf(sql`posterior`)} FROM ${t('program_reader')}`)
}
