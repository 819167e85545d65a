import type { Case } from '../store/case.ts'

/**
 * Runs SQL that a person typed, read-only: DDL, inserts and whatever reaches files or the network are refused
 * by the engine (`readonly = 1`, `engine/read-only.ts`).
 */
export const query = (theCase: Case, text: string, format: string): AsyncIterable<Uint8Array> =>
  theCase.engine.stream({ text: text.replace(/[\s;]+$/, ''), params: {} }, format, 'readonly')
