import { z } from 'zod'

/** 64-bit whole numbers as decimal strings at the JSON edge. */
export const whole = z.codec(z.string().regex(/^-?(?:0|[1-9][0-9]*)$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (value) => value.toString(),
})

export const message = z.strictObject({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export const count = z.strictObject({ value: whole, certificate: z.string() })
export const bounds = z.strictObject({ confirmed: count, likely: count, possible: count })
export const level = z.enum(['confirmed', 'likely', 'possible'])
