import { events, type Scene } from '../../detections/scene.ts'
import { FAILED } from '../../detections/unsigned-token/verdicts.ts'
import type { Actor } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import { withinNetworks } from '../within-networks.ts'

/** What the table of hypotheses rests on, beyond what the report already says. Requests, log-ins and sessions, in numbers. */
export interface Observed {
  /** Requests of the actors: all, those from `networks.own` or `.test`, those from `networks.partner`. */
  readonly requests: number
  readonly fromOwn: number
  readonly fromPartner: number
  /** Whether `case.yaml` names networks at all. */
  readonly networksDeclared: boolean
  /** Failed log-ins of the period, and those from the actors' addresses. */
  readonly failedLogIns: number
  readonly failedFromActors: number
  /** Addresses of all actors together. */
  readonly addresses: number
  /** Requests of the actors on routes that return personal data. */
  readonly personal: number
  /** Tokens that were hit as forged, by what their signature is worth, where keys were handed over. */
  readonly verified: number
  readonly unverified: number
}

/** Detections whose hits are tokens that somebody else made. */
const FORGED = ['never-issued', 'no-log-in-seen', 'retired-key', 'unsigned-token']

export const observe = async (scene: Scene, actors: readonly Actor[]): Promise<Observed | null> => {
  if (actors.length === 0) return null
  const t = scene.derived.table
  const networks = scene.config.networks ?? {}
  const own = [...(networks.own ?? []), ...(networks.test ?? [])]
  const partner = networks.partner ?? []
  const row = await scene.engine.row<
    Record<'requests' | 'own' | 'partner' | 'addresses' | 'failed' | 'failedHere' | 'personal', string>
  >(sql`
    SELECT count() AS requests, countIf(${withinNetworks(sql`ip`, own)}) AS own, countIf(${withinNetworks(sql`ip`, partner)}) AS partner, uniqExact(ip) AS addresses,
      (SELECT (count(), countIf(src_ip IN (SELECT ip FROM ${t('actor_event')}))) FROM ${events(scene)} WHERE action = 'logon-failed') AS failures,
      failures.1 AS failed, failures.2 AS failedHere,
      countIf((method, route) IN (SELECT method, route FROM ${t('route')} WHERE arrayExists(name -> name != '', categories))) AS personal
    FROM ${t('actor_event')}`)
  const forged = await scene.engine.row<Record<'verified' | 'unverified', string>>(sql`
    SELECT countIf(verdict = 'valid') AS verified, countIf(verdict IN ${[...FAILED]}) AS unverified FROM evidence.token_check
    WHERE credential IN (SELECT session FROM ${t('actor_event')} WHERE how = 'hit' AND detection IN ${FORGED})`)
  return {
    verified: Number(forged.verified),
    unverified: Number(forged.unverified),
    requests: Number(row.requests),
    fromOwn: Number(row.own),
    fromPartner: Number(row.partner),
    networksDeclared: own.length + partner.length > 0,
    failedLogIns: Number(row.failed),
    failedFromActors: Number(row.failedHere),
    addresses: Number(row.addresses),
    personal: Number(row.personal),
  }
}
