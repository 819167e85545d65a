/** Rounds that a long run may be cut into: by a clock, and gone on with from where it stopped. */
export interface Budget {
  /** First round, from 0. */
  readonly from: number
  readonly rounds: number
  readonly minutes: number
}

/** The numbers of the rounds, until there are enough or the time is up; what is left is told by `goOn`. */
export const roundsOf = function* ({ from, rounds, minutes }: Budget): Generator<number, void> {
  const end = performance.now() + minutes * 60_000
  for (let round = from; round < rounds && performance.now() < end; round++) yield round
}

/** How to go on after `done` rounds; '' where nothing is left. */
export const goOn = (done: number, rounds: number): string => (done < rounds ? `\tgo on with --from ${done}` : '')
