import { parseDecimal, wholeOf } from '../detection/decimal.ts'
import type { Comparison, Expr, Match, Test } from '../detection/expr.ts'
import { inNetwork, parseAddress } from '../detection/network.ts'
import { matchRegex } from '../regex/match-regex.ts'
import { compareFields } from './compare-fields.ts'
import type { SigmaEvent } from './event.ts'
import { matchPattern } from './match-pattern.ts'
import { readTimePart } from './time-part.ts'
import { decodeUtf8 } from './utf8.ts'

/** Whether the event has what the expression asks: the meaning that the compiled SQL must have, row by row. */
export const evaluate = (expr: Expr, event: SigmaEvent, zone = 'UTC'): boolean => {
  switch (expr.kind) {
    case 'constant':
      return expr.value
    case 'named':
      return evaluate(expr.part, event, zone)
    case 'not':
      return !evaluate(expr.part, event, zone)
    case 'and':
      return expr.parts.every((part) => evaluate(part, event, zone))
    case 'or':
      return expr.parts.some((part) => evaluate(part, event, zone))
    case 'match':
      return evaluateMatch(expr.match, event, zone)
  }
}

export const evaluateMatch = ({ field, test }: Match, event: SigmaEvent, zone: string): boolean => {
  if (test.kind === 'exists') return event.fields.has(field ?? '') === test.wanted
  const value = field === null ? event.event : (event.fields.get(field) ?? null)
  if (test.kind === 'null') return value === null
  if (value !== null) return holds(test, value, event, zone)
  return test.kind === 'pattern' && test.pattern.length === 0 && event.blank?.has(field ?? '') === true
}

const holds = (
  test: Exclude<Test, { kind: 'null' | 'exists' }>,
  value: Uint8Array,
  event: SigmaEvent,
  zone: string,
): boolean => {
  switch (test.kind) {
    case 'pattern':
      return matchPattern(test.pattern, test.cased, value)
    case 'number': {
      const number = parseDecimal(latin1(value))
      return number !== null && compare(number, test.comparison, test.number)
    }
    case 'regex':
      return matchRegex(test.regex, decodeUtf8(value))
    case 'cidr': {
      const address = parseAddress(latin1(value))
      return address !== null && inNetwork(address, test.network)
    }
    case 'field': {
      const other = event.fields.get(test.other) ?? null
      return other !== null && compareFields(test.comparison, test.cased, value, other)
    }
    case 'time': {
      const part = readTimePart(test.part, latin1(value), zone)
      return part !== null && compare(BigInt(part), test.comparison, wholeOf(test.number))
    }
  }
}

const latin1 = (value: Uint8Array): string => Buffer.from(value).toString('latin1')

const compare = (left: bigint, comparison: Comparison, right: bigint): boolean => {
  switch (comparison) {
    case 'eq':
      return left === right
    case 'lt':
      return left < right
    case 'lte':
      return left <= right
    case 'gt':
      return left > right
    case 'gte':
      return left >= right
  }
}
