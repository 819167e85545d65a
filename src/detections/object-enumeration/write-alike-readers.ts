import { bind, sql } from '../../engine/sql.ts'
import { LEVELS } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { fitKinds, type Kind } from './fit-kinds.ts'

/** So many sure readers show how often their kind meets things of others. */
const LEAST_SURE = 3
/** Who shares work takes about as much as the others do: at least this part of the fewest, at most so many times the most. */
const ALIKE = 2
/**
 * `alike_reader`: far readers of whose things too few have a known owner to be looked at alone, who read as much of the same things as
 * sure ones, at least one of them another's, with the probability that they are of their kind and not of the ordinary one.
 * Where most owners never look, a hand that took as much as the others meets but one thing of known owner, as the others met a few.
 * Of n things the sure ones' kind meets others at a rate that is fitted to both, the ordinary kind at that of
 * ordinary readers, either by Poisson's law; how many are of which is fitted, too. True where there are any.
 */
export const writeAlikeReaders = async (scene: Scene, sure: readonly number[]): Promise<boolean> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('alike_reader')} (who String, posterior Float64) ENGINE = MergeTree ORDER BY who`)
  if (sure.length === 0) return false
  const isSure = sql`who IN (SELECT who FROM ${t('reach_test')} WHERE toUInt32(pattern) IN ${bind('Array(UInt32)', sure)})`
  const kinds = sql`(
    WITH main AS (
      SELECT who, argMax(CAST(r.space AS String), (r.width, r.space)) AS space FROM ${t('object_reading')} AS r
      WHERE who IN (SELECT who FROM ${t('far_reader')}) AND NOT startsWith(r.space, 'account ') GROUP BY who),
    far AS (
      SELECT r.who AS who, m.space AS space, r.objects AS objects, r.foreign_objects AS foreign, ${isSure} AS is_sure
      FROM ${t('reach')} AS r INNER JOIN main AS m ON m.who = r.who
      WHERE is_sure OR r.who NOT IN (SELECT who FROM ${t('wide_reader')}))
    SELECT who, objects, foreign, is_sure FROM far
    INNER JOIN (SELECT space, min(objects) AS fewest, max(objects) AS most FROM far WHERE is_sure GROUP BY space) AS s ON s.space = far.space
    WHERE objects * ${ALIKE} >= fewest AND objects <= ${ALIKE} * most)`
  const rows = await scene.engine.rows<Record<keyof Kind, string>>(sql`
    SELECT objects, foreign, countIf(is_sure) AS sure, countIf(NOT is_sure) AS open FROM ${kinds} GROUP BY objects, foreign ORDER BY objects, foreign`)
  const { rate } = await scene.engine.row<{ rate: number }>(sql`
    SELECT (1 + sum(foreign_objects)) / (1 + sum(objects)) AS rate FROM ${t('reach')} WHERE who NOT IN (SELECT who FROM ${t('far_reader')})`)
  const kindsFound = rows.map((row) => ({
    objects: Number(row.objects),
    foreign: Number(row.foreign),
    sure: Number(row.sure),
    open: Number(row.open),
  }))
  const posteriorOf = fitKinds(kindsFound, Number(rate))
  const scored = kindsFound
    .map((kind) => ({ ...kind, posterior: posteriorOf(kind) }))
    .filter(({ open, foreign, posterior }) => open > 0 && foreign > 0 && posterior >= LEVELS.possible)
  if (kindsFound.reduce((sum, kind) => sum + kind.sure, 0) < LEAST_SURE || scored.length === 0) return false
  const column = (type: string, of: (kind: (typeof scored)[number]) => number) => bind(`Array(${type})`, scored.map(of))
  await scene.engine.run(sql`
    INSERT INTO ${t('alike_reader')}
    SELECT k.who, f.3 FROM ${kinds} AS k
    INNER JOIN (SELECT arrayJoin(arrayZip(
      ${column('UInt64', ({ objects }) => objects)}, ${column('UInt64', ({ foreign }) => foreign)}, ${column('Float64', ({ posterior }) => posterior)})) AS f) AS f
      ON f.1 = k.objects AND f.2 = k.foreign
    WHERE NOT k.is_sure`)
  return true
}
