import type { Scene } from '../../detections/scene.ts'
import { relaysAmong } from '../../domain/relays.ts'
import { atWorkTogether, type Span, type WorkingTimes } from '../../domain/same-hours.ts'
import { componentsOf } from '../../domain/union-find.ts'
import { sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** A pause of so many seconds ends a stretch of work, unless by its own pace (middle of its gaps) a group has longer ones. */
const PAUSE = { least: 3600, gaps: 30 }

/** Whether two groups begin and stop work together (see `atWorkTogether`). */
export const workingTogether = async (scene: Scene): Promise<(a: string, b: string) => boolean> =>
  atWorkTogether(await workingTimes(scene), await spanOf(scene))

/** Groups of one way in, but for the `closed`, that one hand uses one after another (see `relaysAmong`). Answers the new name of each group that it does. */
export const mergeRelays = async (scene: Scene, closed: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> => {
  const groups = (await workingTimes(scene)).filter(({ name }) => !closed.has(name))
  const span = await spanOf(scene)
  const pairs = [...new Set(groups.map(wayOf))].flatMap((way) =>
    relaysAmong(
      groups.filter((group) => wayOf(group) === way),
      span,
    ),
  )
  return componentsOf(pairs.flatMap(([a, b]) => [a, b].map((item) => ({ item, key: `${a}\n${b}` }))))
}

/** A group is named by its way in and one of its addresses. */
const wayOf = ({ name }: WorkingTimes): string => name.slice(0, name.indexOf('\t'))

const spanOf = async (scene: Scene): Promise<Span> =>
  scene.engine.row<{ from: number; to: number }>(
    sql`SELECT toFloat64(min(first)) AS from, toFloat64(max(last)) AS to FROM ${scene.derived.table('span')}`,
  )

/** When each group was at work. What is asked for in one session was begun with it. */
const workingTimes = (scene: Scene): Promise<readonly WorkingTimes[]> => {
  const t = scene.derived.table
  const begun = sql`(
    SELECT a.component AS name, if(s.session = 0, toString((s.file, s.line)), toString(s.session)) AS visit, toFloat64(min(s.at)) AS moment,
      groupUniqArrayIf(s.agent, s.agent IN (SELECT agent FROM ${t('own_agent')})) AS tools
    FROM ${groupedSuspects(scene)} GROUP BY name, visit)`
  return scene.engine.rows<WorkingTimes>(sql`
    SELECT name, toUInt32(sum(n)) AS events, arraySort(groupUniqArrayArray(tools)) AS tools, arraySort(groupArray((begun, ended))) AS stretches FROM (
      SELECT name, stretch, count() AS n, min(moment) AS begun, max(moment) AS ended, groupUniqArrayArray(tools) AS tools FROM (
        SELECT name, moment, tools, sum(gap > greatest(toFloat64(${PAUSE.least}), ${PAUSE.gaps} * middle)) OVER (PARTITION BY name ORDER BY moment, visit) AS stretch FROM (
          SELECT *, quantileExact(0.5)(gap) OVER (PARTITION BY name) AS middle FROM (
            SELECT *, moment - lagInFrame(moment, 1, moment) OVER (PARTITION BY name ORDER BY moment, visit ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS gap
            FROM ${begun})))
      GROUP BY name, stretch)
    GROUP BY name ORDER BY name`)
}
