/** Name and version as reports and certificates state them. */
export const PROGRAM = 'mapae 0.1.0'
