const HALF_LN_TWO_PI = Math.log(2 * Math.PI) / 2
/** From here on Stirling's series with three terms is exact to about 1e-10. */
const FAR = 10

/** Logarithm of the gamma function for x > 0: the recurrence up to where Stirling's series holds (NIST DLMF 5.11.1). */
export const lnGamma = (x: number): number => {
  let [at, below] = [x, 0]
  for (; at < FAR; at++) below += Math.log(at)
  const inverse = 1 / at
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 / 1260))
  return (at - 0.5) * Math.log(at) - at + HALF_LN_TWO_PI + series - below
}
