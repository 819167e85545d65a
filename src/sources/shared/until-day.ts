import type { AboutFile } from '../source-kind.ts'

/** The day after the file was last written, for lines that name no year; '' where they do, or where nobody knows. */
export const untilDay = (isNeeded: boolean, about: AboutFile | undefined): string => {
  if (!isNeeded || about?.modified === undefined) return ''
  const day = new Date(Date.parse(about.modified) + 86_400_000)
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10)
}
