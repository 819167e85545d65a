import type { Scene } from '../../detections/scene.ts'
import { bind, sql } from '../../engine/sql.ts'
import { withinNetworks } from '../within-networks.ts'
import { groupedSuspects } from './places.ts'

/** What of a group decides whether it is an actor; counts as the engine prints them. */
export interface ComponentRow {
  readonly component: string
  readonly kind: string
  readonly first_at: string
  readonly accounts: string
  readonly strong: string
  /** Of these, those whose hit is confirmed, or who were answered with personal data. */
  readonly telling: string
  readonly confirmed_readers: string
  /** Accounts of others whose data it read. */
  readonly reached: string
  readonly addresses: string
  readonly events: string
  readonly first_address: string
  readonly declared: string
}

/** The account behind a suspect's session, or where none is named, the session. */
const BEHIND = sql`if(principal != '', principal, concat(ip, toString(session)))`

/** Per group: its accounts, and how many of them were hit with likely or confirmed. */
export const componentRows = (scene: Scene): Promise<readonly ComponentRow[]> => {
  const t = scene.derived.table
  const networks = [
    ...(scene.config.networks?.own ?? []),
    ...(scene.config.networks?.partner ?? []),
    ...(scene.config.networks?.test ?? []),
  ]
  const accounts = [
    ...(scene.config.accounts?.partner ?? []),
    ...(scene.config.accounts?.staff ?? []),
    ...(scene.config.accounts?.test ?? []),
  ]
  const inNetworks = withinNetworks(sql`s.ip`, networks)
  return scene.engine.rows<ComponentRow>(sql`
    WITH suspect AS (
      SELECT a.component AS component, s.* FROM ${groupedSuspects(scene)}),
    harmless AS (
      SELECT session FROM ${t('session')} WHERE personal_uses = 0 AND session IN (SELECT session FROM ${t('suspect_event')}))
    SELECT component, any(s.detection) AS kind, toString(min(at)) AS first_at,
      uniqExactIf(principal, principal != '') AS accounts,
      uniqExactIf(${BEHIND}, level IN ('confirmed', 'likely')) AS strong,
      uniqExactIf(${BEHIND}, level = 'confirmed' OR (level = 'likely' AND session NOT IN harmless)) AS telling,
      uniqExactIf(${BEHIND}, level = 'confirmed' AND session NOT IN harmless) AS confirmed_readers,
      uniqExactIf(p.account, p.account NOT IN ('', principal) AND level IN ('confirmed', 'likely')) AS reached,
      uniqExact(s.ip) AS addresses, count() AS events, argMin(s.ip, (at, file, line)) AS first_address,
      countIf(${inNetworks} OR principal IN ${bind('Array(String)', accounts)}) = count() AS declared
    FROM suspect AS s
    LEFT JOIN (
      SELECT file, line, account FROM ${t('personal_access')}
      WHERE ok AND account != '' AND session IN (SELECT session FROM ${t('suspect_event')} WHERE session != 0)) AS p ON p.file = s.file AND p.line = s.line
    GROUP BY component ORDER BY min((at, file, line)), component`)
}
