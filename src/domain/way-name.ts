import type { Message } from './report-model.ts'

/**
 * What the texts call a way in. That a credential was never issued is said where records of issuance name the credentials in
 * use; where they name accounts only, or there are none, all that shows is that no log saw the session begin: whether it was
 * forged, or taken from somebody's browser or the server's memory, it does not tell.
 */
export const wayName = (vector: string, reasons: readonly Message[]): string =>
  vector === 'never-issued' && !reasons.some(({ code }) => code === 'reason/never-issued') ? 'no-log-in-seen' : vector
