import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { groupedSuspects } from './places.ts'

/** The largest groups are compared; smaller ones say too little. */
const COMPARED = 24
/** Two groups must be expected to meet this often before it says anything that they do not… */
const EXPECTED = 8
/** …and they meet at most this share of it. */
const MET = 0.25
/** Walks that cover this share of what lies in their range… */
const DENSE = 0.5
/** …and leave at most this share of the smaller one between them are one walk. */
const GAP = 0.02

interface Cluster {
  readonly components: string[]
  readonly kind: string
  /** Accounts or objects taken, each once a component. */
  targets: number
}

/**
 * Two strangers who help themselves from one stock take some things twice; hands of one actor share the work and do
 * not. Joins groups whose targets (accounts or objects) lie in one range and meet far less often than chance would
 * have it, and walks through the ids of which one goes on where the other stops; largest first. Forged sessions are
 * left out: whoever mints tokens for accounts of his own (a load test) meets nobody either. Answers the new name of each group.
 */
export const mergeDividedWork = async (scene: Scene): Promise<ReadonlyMap<string, string>> => {
  await writeTargets(scene)
  const t = scene.derived.table
  const groups = await scene.engine.rows<{ component: string; kind: string; n: string }>(sql`
    SELECT component, kind, count() AS n FROM ${t('suspect_target')} GROUP BY component, kind ORDER BY n DESC, component LIMIT ${COMPARED}`)
  if (new Set(groups.map(({ kind }) => kind)).size < groups.length) await writeStock(scene)
  const clusters: Cluster[] = []
  for (const { component, kind, n } of groups) {
    const next: Cluster = { components: [component], kind, targets: Number(n) }
    const home = await firstDivided(scene, clusters, next)
    if (home === undefined) clusters.push(next)
    else join(home, next)
  }
  return new Map(clusters.flatMap(({ components }) => components.map((name) => [name, components[0] ?? name])))
}

const firstDivided = async (
  scene: Scene,
  clusters: readonly Cluster[],
  next: Cluster,
): Promise<Cluster | undefined> => {
  for (const cluster of clusters)
    if (cluster.kind === next.kind && (await isDivided(scene, cluster, next))) return cluster
  return undefined
}

const join = (home: Cluster, next: Cluster): void => {
  home.components.push(...next.components)
  home.targets += next.targets
}

const targetOf = sql`if(p.account != '', p.account, p.object)`

/** `suspect_target`: what each group took, once. Numbers sort as numbers. */
const writeTargets = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('suspect_target')} ENGINE = MergeTree ORDER BY (component, rank) AS
    SELECT DISTINCT a.component AS component, s.detection AS kind,
      ${targetOf} AS target, (length(target), target) AS rank
    FROM ${groupedSuspects(scene)}
    INNER JOIN (
      SELECT file, line, account, object FROM ${t('personal_access')} WHERE (file, line) IN (SELECT file, line FROM ${t('suspect_event')})) AS p
      ON p.file = s.file AND p.line = s.line
    WHERE target != '' AND s.detection NOT IN ${detectionsOf('session')}`)
}

/** `stock`: all that anybody took, for groups to be compared by. */
const writeStock = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('stock')} ENGINE = MergeTree ORDER BY rank AS
    SELECT DISTINCT (length(target), target) AS rank FROM (
      SELECT ${targetOf} AS target FROM ${t('personal_access')} AS p UNION ALL SELECT principal AS target FROM ${t('session')})
    WHERE target != ''`)
}

const isDivided = async (scene: Scene, a: Cluster, b: Cluster): Promise<boolean> => {
  const t = scene.derived.table
  const taken = (of: Cluster): Sql =>
    sql`(SELECT DISTINCT rank FROM ${t('suspect_target')} WHERE component IN ${of.components})`
  const row = await scene.engine.row<
    Record<'inA' | 'inB' | 'both' | 'stock' | 'rangeA' | 'rangeB' | 'between', string>
  >(sql`
    WITH (SELECT (min(rank), max(rank)) FROM ${taken(a)}) AS ends_a, (SELECT (min(rank), max(rank)) FROM ${taken(b)}) AS ends_b,
      greatest(ends_a.1, ends_b.1) AS low, least(ends_a.2, ends_b.2) AS high
    SELECT
      (SELECT count() FROM ${taken(a)} WHERE rank BETWEEN low AND high) AS inA,
      (SELECT count() FROM ${taken(b)} WHERE rank BETWEEN low AND high) AS inB,
      (SELECT count() FROM ${taken(a)} WHERE rank IN ${taken(b)}) AS both,
      (SELECT count() FROM ${t('stock')} WHERE rank BETWEEN low AND high) AS stock,
      (SELECT count() FROM ${t('stock')} WHERE rank BETWEEN ends_a.1 AND ends_a.2) AS rangeA,
      (SELECT count() FROM ${t('stock')} WHERE rank BETWEEN ends_b.1 AND ends_b.2) AS rangeB,
      (SELECT count() FROM ${t('stock')} WHERE rank > high AND rank < low) AS between`)
  const expected = (Number(row.inA) * Number(row.inB)) / Math.max(1, Number(row.stock))
  if (expected >= EXPECTED) return Number(row.both) <= MET * expected
  const dense = a.targets >= DENSE * Number(row.rangeA) && b.targets >= DENSE * Number(row.rangeB)
  const smaller = Math.min(a.targets, b.targets)
  return dense && smaller >= EXPECTED && Number(row.both) === 0 && Number(row.between) <= GAP * smaller
}
