import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { isOfError, plainStatus } from '../shared/status.ts'
import { plainlyFailed } from './auth-actions.ts'
import { FAILURE } from '../shared/failure-words.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/**
 * What tells how an authentication record ended, where no outcome does: a status that is sometimes one of an error, or
 * what went wrong, in words of failure. Undefined where nothing does.
 */
export const endOf = (fields: Fields, columns: readonly Column[]): FieldOrigin | undefined => {
  const statuses = columns.find(({ from }) => from === fields.status?.from)
  if (statuses?.values.some((value) => isOfError(plainStatus(value))) === true)
    return { from: statuses.from, how: 'guessed' }
  const known = new Set(Object.values(fields).map(({ from }) => from))
  const wrong = columns.find(({ from, words, values }) => {
    const told = values.filter((value) => !NOTHING.includes(value.toLowerCase()))
    return !known.has(from) && FAILURE.test(words) && told.length > 0 && told.every((value) => inWords(value))
  })
  return wrong === undefined ? undefined : { from: wrong.from, how: 'guessed' }
}

/** What is no failure in an outcome either. */
const NOTHING = ['', '-', 'null', 'none']

/** Not by a number or a yes, which may mean anything here. */
const inWords = (value: string): boolean => /[^\d]{3}/.test(value) && plainlyFailed(value)
