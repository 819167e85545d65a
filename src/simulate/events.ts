import type { AuthAction } from '../domain/case-config.ts'

export interface Credential {
  /** As both logs print it. */
  readonly text: string
  /** Id of the signing key, '' where the kind has none. */
  readonly kid: string
  readonly account: string
  readonly issued: number
  readonly expires: number
}

export interface HttpEvent {
  /** Milliseconds UTC, whole. */
  readonly time: number
  /** Number of the web host that answered. */
  readonly host: number
  readonly address: string
  readonly method: string
  readonly target: string
  readonly status: number
  readonly bytes: number
  readonly referrer: string
  readonly agent: string
  /** Account the server took the request for; '' for none. */
  readonly account: string
  readonly credential: Credential | null
  readonly device: string
  /** Actor number, 0 for everybody else. Never written. */
  readonly actor: number
}

export interface AuthEvent {
  readonly time: number
  readonly action: AuthAction
  readonly account: string
  readonly credential: Credential | null
  readonly address: string
  readonly agent: string
  readonly device: string
}
