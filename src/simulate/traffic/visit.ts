import type { Credential, HttpEvent } from '../events.ts'
import type { Journal } from '../output/journal.ts'
import type { Random } from '../random.ts'

/** A run of requests by one client; the clock moves on with each. */
export interface Visit {
  time: number
  host: number
  address: string
  readonly agent: string
  readonly device: string
  account: string
  credential: Credential | null
  referrer: string
  readonly actor: number
}

export interface Ask {
  readonly method?: string
  readonly target: string
  readonly status?: number
  /** Median of the answer's size. */
  readonly bytes: number
}

/** Writes one request of the visit; answers whether it is in the log. */
export const ask = (
  journal: Journal,
  random: Random,
  visit: Visit,
  { method = 'GET', target, status = 200, bytes }: Ask,
): boolean => {
  const event: HttpEvent = {
    time: Math.floor(visit.time),
    host: visit.host,
    address: visit.address,
    method,
    target,
    status,
    bytes: sizeOf(status, bytes, random),
    referrer: visit.referrer,
    agent: visit.agent,
    account: visit.account,
    credential: visit.credential,
    device: visit.device,
    actor: visit.actor,
  }
  return journal.http(event)
}

const sizeOf = (status: number, median: number, random: Random): number => {
  if (status === 304 || status === 204) return 0
  if (status === 302) return 20
  if (status >= 400) return 90 + random.below(80)
  return Math.max(60, Math.round(median * (0.7 + 0.4 * (random.unit() + random.unit() * random.unit()))))
}
