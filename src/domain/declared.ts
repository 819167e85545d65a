/** What every detection says of itself, in the texts by its id (`asks/never-issued`), in every language. */
export const DECLARED = ['asks', 'assumes', 'fooled-by', 'evaded-by', 'refuted-by'] as const
