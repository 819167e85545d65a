import type { Scene } from '../../detections/scene.ts'
import { coveredIn } from '../../domain/covered-period.ts'
import type { Untouched } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'

/** Routes without any event of an actor; last those that only sessions apart, which are no actor's, may have read. */
export const untouchedOf = async (scene: Scene): Promise<readonly Untouched[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ name: string; categories: readonly string[]; possible: boolean }>(sql`
    SELECT concat(method, ' ', route) AS name, categories, (method, route) IN (SELECT method, route FROM ${t('view')}) AS possible FROM ${t('route')}
    WHERE (method, route) NOT IN (SELECT method, route FROM ${t('view')} WHERE actor != '') AND (SELECT count() FROM ${t('actor_event')}) > 0
    ORDER BY possible, name`)
  const access = coveredIn(scene.coverage, scene).filter((source) => source.log !== 'auth')
  return rows.map(({ name, categories, possible }) => ({
    route: name,
    categories,
    coverage: {
      code: possible ? 'untouched/possible' : 'untouched/covered',
      values: { share: coveredShare(access), sources: access.map(({ source }) => source).join(', ') },
    },
  }))
}

/** Share of the covered period, per cent with one decimal, that no hole takes away; the worst source counts. */
const coveredShare = (sources: Scene['coverage']): number => {
  const shares = sources.map((source) => {
    const span = Date.parse(source.last) - Date.parse(source.first)
    const lost = source.holes.reduce((sum, hole) => sum + (Date.parse(hole.to) - Date.parse(hole.from)), 0)
    return span <= 0 ? 100 : Math.round((1000 * (span - lost)) / span) / 10
  })
  return shares.length === 0 ? 0 : Math.min(...shares)
}
