/** An exact decimal, scaled by 10^18. Floating point would merge ids above 2^53. */
export type Decimal = bigint

export const DECIMAL_SCALE = 18
const ONE = 10n ** BigInt(DECIMAL_SCALE)

/**
 * What counts as a number: an optional sign, 1 to 38 digits, and at most 18 after a point. `12abc`, ` 12`, `1e5`, `0x10`
 * and the empty text are not numbers. The pattern is anchored and has no nested repeats: its cost is linear.
 */
export const NUMBER_FORM = '[+-]?[0-9]{1,38}(?:\\.[0-9]{1,18})?'
const NUMBER = new RegExp(`^${NUMBER_FORM}$`)

export const parseDecimal = (text: string): Decimal | null => {
  if (!NUMBER.test(text)) return null
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const scaled = BigInt(whole) * ONE + BigInt(fraction.padEnd(DECIMAL_SCALE, '0'))
  return text.startsWith('-') ? -scaled : scaled
}

export const showDecimal = (value: Decimal): string => {
  const size = value < 0n ? -value : value
  const fraction = (size % ONE).toString().padStart(DECIMAL_SCALE, '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / ONE}${fraction === '' ? '' : `.${fraction}`}`
}

export const isWhole = (value: Decimal): boolean => value % ONE === 0n
export const wholeOf = (value: Decimal): bigint => value / ONE

export const fromWhole = (whole: bigint): Decimal => whole * ONE
