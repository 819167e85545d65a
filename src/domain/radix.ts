/** Outcome codes of one pattern number: mixed radix, first test lowest. */
export const decodeRadix = (pattern: number, sizes: readonly number[]): readonly number[] => {
  let rest = pattern
  return sizes.map((size) => {
    const outcome = rest % size
    rest = Math.floor(rest / size)
    return outcome
  })
}
