import type { Message, TestRate } from '../domain/report-model.ts'
import type { Scene } from './scene.ts'

/**
 * 'session': a credential that is the actor's from its first request on; the account it names is the victim. 'log-in': the
 * same, opened with the password of the account. 'session-use': the requests of somebody's session from one address that
 * is not his; he is the victim. 'principal': an account that reads what belongs to others. 'principal-request': of an account
 * that may do so, the requests in `hit_request`. 'anonymous': requests to a route
 * from an address, by nobody. 'request': single requests from an address to a route, those in `hit_request`; whose data the
 * answers held, no log says.
 */
export type Unit = 'session' | 'log-in' | 'session-use' | 'principal' | 'principal-request' | 'anonymous' | 'request'

/** A behaviour that a breach shows in logs. Declares itself, in words in the texts (`domain/declared.ts`); `look` writes its hits to the derived table `hit`. */
export interface Detection {
  readonly id: string
  /** Entry vector that a hit speaks for. */
  readonly vector: string
  /** What its hits are, and so what follows from them. */
  readonly unit: Unit
  /** Only who was in already can have left it: no way in where another of the same actor began before it. */
  readonly foothold?: true
  /** There are hits only where a class of them as a whole explains the log better than chance: groups too slight alone are judged together. */
  readonly asClass?: true
  /** MITRE ATT&CK techniques and CWE weaknesses. */
  readonly attack: readonly string[]
  readonly cwe: readonly string[]
  /** What is missing for this question to be asked of this case at all; empty when it can be. */
  needs(scene: Scene): Promise<readonly Message[]>
  look(scene: Scene): Promise<Look>
}

export interface Look {
  /** What was examined, as values for `detection/looked-at`. */
  readonly looked: number
  readonly tests: readonly TestRate[]
  readonly notes: readonly Message[]
}
