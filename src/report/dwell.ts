/** Days, hours and minutes of a stretch of seconds, the rest cut off. */
export const dwellOf = (
  seconds: bigint,
): { readonly days: string; readonly hours: number; readonly minutes: number } => ({
  days: (seconds / 86_400n).toString(),
  hours: Number((seconds % 86_400n) / 3_600n),
  minutes: Number((seconds % 3_600n) / 60n),
})
