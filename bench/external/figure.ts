/** What was measured on a part of a set: of `n` cases, `found` were found. Figures of sets or parts are never added up. */
export interface Figure {
  readonly set: string
  readonly part: string
  /** What `found` counts, in words. */
  readonly asks: string
  readonly n: number
  readonly found: number
}
