import type { Case } from '../store/case.ts'

/**
 * Runs SQL that a person typed, read-only: DDL, inserts and table functions that reach files or the network are refused
 * by the engine (`readonly = 1`).
 */
export const query = (theCase: Case, text: string, format: string): AsyncIterable<Uint8Array> =>
  theCase.engine.stream({ text: text.replace(/[\s;]+$/, ''), params: {} }, format, 'readonly')
