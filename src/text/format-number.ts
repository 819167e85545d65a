/** Digits in groups of three, the same in both languages; exact for 64 bits and beyond. */
export const groupDigits = (value: bigint | number | string): string => {
  const [whole = '', fraction] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** A posterior with three decimals, never rounded up to certainty or down to nothing. */
export const probability = (value: number): string => {
  if (value < 1 && value > 0.999) return '> 0.999'
  return value > 0 && value < 0.001 ? '< 0.001' : value.toFixed(3)
}

/** A rate as it stands in the table of test rates: four decimals, small ones with two significant digits. */
export const rate = (value: number): string => {
  if (value === 0) return '0'
  if (value >= 0.001) return trimZeros(value.toFixed(4))
  return value >= 1e-9 ? trimZeros(value.toFixed(1 - Math.floor(Math.log10(value)))) : value.toExponential(1)
}

/** attack / background, shortened: '× 35,000', '× 0.02'. */
export const ratio = (attack: number, background: number): string => {
  if (background === 0) return attack === 0 ? '–' : '∞'
  const value = attack / background
  return `× ${value >= 100 ? groupDigits(Math.round(value)) : Number(value.toPrecision(2)).toString()}`
}

const trimZeros = (text: string): string => text.replace(/\.?0+$/, '')
