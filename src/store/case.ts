import type { CaseConfig } from '../domain/case-config.ts'
import type { Engine } from '../engine/engine.ts'
import type { CaseStore } from './case-store.ts'
import type { KeptKeys } from './keep-keys.ts'

/** An open case: one process holds it at a time. */
export interface Case {
  readonly dir: string
  readonly config: CaseConfig
  /** Keys that `case.yaml` names. */
  readonly tokenKeys: KeptKeys
  readonly store: CaseStore
  readonly engine: Engine
  /** Key of the credential and line hashes (SipHash-128 k0, k1), made at random with the case, kept in it. */
  readonly key: { readonly k0: bigint; readonly k1: bigint }
  close(): Promise<void>
}
