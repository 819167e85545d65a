import { DETECTIONS } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import type { Actor, EntryVector, Message } from '../../domain/report-model.ts'
import { wayName } from '../../domain/way-name.ts'
import { sql } from '../../engine/sql.ts'

/**
 * The ways in that were weighed: those by which most of an actor's requests came, then the others, best first. A vector that an actor's hits speak for has the mean posterior of those
 * hits; its rivals share what is left, by how much of the actor's use they could explain at all.
 */
export const entryVectors = async (scene: Scene, actors: readonly Actor[]): Promise<readonly EntryVector[]> => {
  const found = new Map<string, EntryVector>()
  for (const { vector, posterior, reasons } of actors.flatMap(({ ways }) => ways)) {
    const known = found.get(vector)
    if (known !== undefined && known.posterior >= posterior) continue
    found.set(vector, { id: vector, posterior, ...techniquesOf(vector), speaksFor: reasons, speaksAgainst: [] })
  }
  const forged = [...found.values()].find(({ id }) => isForgery(id))
  const rivals =
    forged === undefined
      ? []
      : await rivalsOfForgery(scene, forged.posterior, wayName(forged.id, forged.speaksFor) !== 'no-log-in-seen')
  const unmatched = rivals.filter(({ id }) => !found.has(id))
  const main = new Set(actors.map(({ vector }) => vector))
  return [...found.values(), ...unmatched].sort(
    (a, b) => Number(main.has(b.id)) - Number(main.has(a.id)) || b.posterior - a.posterior || (a.id < b.id ? -1 : 1),
  )
}

const techniquesOf = (vector: string): Pick<EntryVector, 'attack' | 'cwe'> => {
  const detection = DETECTIONS.find((candidate) => candidate.vector === vector)
  return { attack: detection?.attack ?? [], cwe: detection?.cwe ?? [] }
}

const isForgery = (vector: string): boolean =>
  DETECTIONS.some((detection) => detection.vector === vector && detection.unit === 'session')

/** A stolen session is a rival where it could be told from a forged one: by a record of its issuance (`issuanceTells`). */
const rivalsOfForgery = async (
  scene: Scene,
  posterior: number,
  issuanceTells: boolean,
): Promise<readonly EntryVector[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<{ n: string; issued: string; home: string; logIn: string }>(sql`
    SELECT count() AS n, countIf(issuances > 0) AS issued,
      countIf(session IN (SELECT session FROM ${t('lineage')} WHERE t_account = 0)) AS home,
      countIf(session IN (SELECT session FROM ${t('log_in_seen')})) AS logIn
    FROM ${t('session')} WHERE session IN (SELECT session FROM ${t('actor_event')} WHERE how = 'hit')`)
  const n = Number(row.n)
  const left = 1 - posterior
  const explained = {
    loss: (Number(row.home) + 1) / (n + 2),
    stolen: issuanceTells ? (Number(row.issued) + 1) / (n + 2) : 0,
    stuffing: (Number(row.logIn) + 1) / (n + 2),
  }
  const total = explained.loss + explained.stolen + explained.stuffing
  const share = (part: number): number => Number(((left * part) / total).toPrecision(3))
  const percent = (part: string): number => (n === 0 ? 0 : Math.round((1000 * Number(part)) / n) / 10)
  const against = (code: string, part: string): readonly Message[] => [
    { code, values: { share: percent(part), n: Number(part), of: n } },
  ]
  return [
    {
      id: 'issuance-log-loss',
      posterior: share(explained.loss),
      attack: [],
      cwe: ['CWE-778'],
      speaksFor: [],
      speaksAgainst: against('reason/at-home', row.home),
    },
    ...(issuanceTells
      ? [
          {
            id: 'stolen-session',
            posterior: share(explained.stolen),
            attack: ['T1539', 'T1550.004'],
            cwe: ['CWE-384'],
            speaksFor: [],
            speaksAgainst: against('reason/issued-among', row.issued),
          },
        ]
      : []),
    {
      id: 'credential-stuffing',
      posterior: share(explained.stuffing),
      attack: ['T1110.004'],
      cwe: ['CWE-307'],
      speaksFor: [],
      speaksAgainst: against('reason/log-ins-among', row.logIn),
    },
  ]
}
