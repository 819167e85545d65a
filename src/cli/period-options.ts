import { periodIn, type Period, readTime, type WrittenTime } from '../stages/period.ts'
import { CliProblem } from './cli-problem.ts'
import type { Input } from './input.ts'

/** Reads `--from` and `--to` before a case is opened; the zone that they are in comes with the case. */
export const periodOf = (input: Input): ((zone: string | undefined) => Period) => {
  const [from, to] = [timeOf(input, 'from'), timeOf(input, 'to')]
  return (zone = 'UTC') => {
    const period = periodIn(zone, from, to)
    if (period.from !== undefined && period.to !== undefined && period.from >= period.to)
      throw new CliProblem('cli/empty-period', { from: period.from, to: period.to })
    return period
  }
}

const timeOf = (input: Input, option: 'from' | 'to'): WrittenTime | undefined => {
  const text = input.text(option)
  if (text === undefined) return undefined
  const time = readTime(text)
  if (time === null) throw new CliProblem('cli/not-a-time', { option, value: text })
  return time
}
