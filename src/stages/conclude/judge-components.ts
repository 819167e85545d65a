import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import type { Cleared } from '../../domain/report-model.ts'
import { bind, sql } from '../../engine/sql.ts'
import { clearedBecause } from './cleared-because.ts'
import { closedGroups } from './closed-groups.ts'
import { type ComponentRow, componentRows } from './component-rows.ts'
import { deskGroups } from './desks.ts'
import { joinSameHands } from './join-same-hands.ts'
import { LEAST_ACCOUNTS, scatteredHands } from './scattered-hands.ts'
import { type Tied, tieWays } from './tie-ways.ts'

/** Rows per insert: parameters travel in the request. */
const CHUNK = 500

export interface Judged {
  /** One row a group. `alone`: it would be an actor without the others of its actor; `scattered`: only together with others as slight as itself. */
  readonly actors: readonly {
    readonly id: string
    readonly component: string
    readonly alone: boolean
    readonly scattered: boolean
  }[]
  /** Groups that came in as an actor did, that nothing ties to one, and that are too slight to be one. */
  readonly apart: readonly string[]
  readonly cleared: readonly Cleared[]
}

/**
 * Decides which groups are actors, which are cleared and which too slight, and joins what is one
 * hand's, and its several ways in; writes `actor (id, component, alone, scattered)`, one row a group.
 */
export const judgeComponents = async (scene: Scene): Promise<Judged> => {
  const rows = await componentRows(scene)
  const [closed, desks] = [await closedGroups(scene), await deskGroups(scene)]
  const cleared: Cleared[] = []
  const groups: (ComponentRow & Tied)[] = []
  const doubted: ComponentRow[] = []
  const taking = new Set(rows.filter(({ confirmed_readers: n }) => Number(n) > 0).map(({ kind }) => kind))
  for (const row of rows) {
    const reason = clearedBecause(row, closed, desks)
    if (reason !== null) cleared.push(reason)
    else if (Number(row.strong) > 0) groups.push({ ...row, alone: isActor(row, taking) })
    else doubted.push(row)
  }
  await writeActors(
    scene,
    groups.map(({ component, alone }) => ({ id: component, component, alone, scattered: false })),
  )
  const homes = await joinSameHands(
    scene,
    groups.filter(({ alone }) => alone),
  )
  const names = await tieWays(scene, groups, homes)
  const named = groups.map(({ component, alone }) => ({
    id: names.get(component) ?? component,
    component,
    alone,
    scattered: false,
  }))
  const found = new Set(named.filter(({ alone }) => alone).map(({ id }) => id))
  const tied = named.filter(({ id }) => found.has(id))
  const known = new Set(tied.map(({ component }) => component))
  const loose = [...groups, ...doubted].filter(({ component }) => !known.has(component))
  const cameIn = kindsOf(rows, known)
  const hands = await scatteredHands(scene, withoutKinds(loose, cameIn), taking)
  const scattered = hands.map(({ id, component }) => ({ id, component, alone: true, scattered: true }))
  const actors = numbered([...tied, ...scattered])
  await writeActors(scene, actors)
  const theirs = new Set(actors.map(({ component }) => component))
  const apart = loose.filter(({ kind }) => cameIn.has(kind)).map(({ component }) => component)
  const slight = withoutKinds(groups, cameIn).filter(({ component }) => !theirs.has(component))
  return { actors, apart, cleared: [...cleared, ...slightGroups(slight)] }
}

const kindsOf = (rows: readonly ComponentRow[], components: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(rows.filter(({ component }) => components.has(component)).map(({ kind }) => kind))

const withoutKinds = <Row extends ComponentRow>(rows: readonly Row[], kinds: ReadonlySet<string>): readonly Row[] =>
  rows.filter(({ kind }) => !kinds.has(kind))

/** Groups with hits that are sure enough, and too few to be called an actor, in one line; nobody came in that way. */
const slightGroups = (rows: readonly ComponentRow[]): readonly Cleared[] =>
  rows.length === 0
    ? []
    : [
        {
          what: { code: 'cleared/slight', values: { n: rows.length } },
          reasons: [{ code: 'cleared/too-few-accounts', values: { least: LEAST_ACCOUNTS } }],
        },
      ]

type ActorRow = Judged['actors'][number]

/** A1, A2, …, in the order in which they first come. */
const numbered = (rows: readonly ActorRow[]): readonly ActorRow[] => {
  const names = [...new Set(rows.map(({ id }) => id))]
  return rows.map((row) => ({ ...row, id: `A${names.indexOf(row.id) + 1}` }))
}

const writeActors = async (scene: Scene, actors: readonly ActorRow[]): Promise<void> => {
  const table = scene.derived.table('actor')
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${table} (id String, component String, alone Bool, scattered Bool) ENGINE = MergeTree ORDER BY id`,
  )
  for (let start = 0; start < actors.length; start += CHUNK) {
    const chunk = actors.slice(start, start + CHUNK)
    const [ids, components] = [chunk.map(({ id }) => id), chunk.map(({ component }) => component)]
    const alone = chunk.map((row) => Number(row.alone))
    const scattered = chunk.map((row) => Number(row.scattered))
    await scene.engine.run(
      sql`INSERT INTO ${table} SELECT r.1, r.2, r.3, r.4 FROM (SELECT arrayJoin(arrayZip(${bind('Array(String)', ids)}, ${bind('Array(String)', components)}, ${bind('Array(UInt8)', alone)}, ${bind('Array(UInt8)', scattered)})) AS r)`,
    )
  }
}

/**
 * What the sessions of somebody who takes personal data look like, among them some that take none, is no measure of sessions
 * elsewhere that take none: those count for nothing where they are not confirmed. `taking`: detections that somebody takes by.
 */
const isActor = (row: ComponentRow, taking: ReadonlySet<string>): boolean => {
  if (!detectionsOf('session', 'session-use', 'log-in').includes(row.kind)) return true
  const behind = detectionsOf('session').includes(row.kind) && taking.has(row.kind) ? row.telling : row.strong
  return Number(behind) >= LEAST_ACCOUNTS || (Number(row.strong) > 0 && Number(row.reached) >= LEAST_ACCOUNTS)
}
