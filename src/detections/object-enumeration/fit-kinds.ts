/** Readers of one number of things and one of things of others: how many of them are sure hits, and how many nobody knows. */
export interface Kind {
  readonly objects: number
  readonly foreign: number
  readonly sure: number
  readonly open: number
}

const ROUNDS = 200

/**
 * The probability that readers are of the sure ones' kind and not of the ordinary one. Of n things either kind meets others
 * at n × rate, by Poisson's law: the ordinary at a rate that is known, the other at one that is fitted, together with how
 * many of those that nobody knows are of it, to the sure and the open ones (expectation–maximisation).
 */
export const fitKinds = (kinds: readonly Kind[], ordinary: number): ((kind: Kind) => number) => {
  const sum = (of: (kind: Kind) => number): number => kinds.reduce((all, kind) => all + of(kind), 0)
  let rate =
    sum((kind) => kind.sure * kind.foreign) /
    Math.max(
      1,
      sum((kind) => kind.sure * kind.objects),
    )
  let share = 0.5
  const of = ({ objects, foreign }: Kind): number => {
    const nats = foreign * Math.log(rate / ordinary) - objects * (rate - ordinary)
    return 1 / (1 + ((1 - share) / share) * Math.exp(-nats))
  }
  for (let round = 0; round < ROUNDS && rate > ordinary; round++) {
    const held = (kind: Kind): number => kind.sure + kind.open * of(kind)
    const [next, among] = [
      sum((kind) => held(kind) * kind.foreign) / sum((kind) => held(kind) * kind.objects),
      (1 + sum((kind) => kind.open * of(kind))) / (2 + sum((kind) => kind.open)),
    ]
    ;[rate, share] = [next, among]
  }
  return (kind) => (rate > ordinary ? of(kind) : 0)
}
