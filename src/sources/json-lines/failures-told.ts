import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Column } from './flatten.ts'
import { FAILURE, NO_FAILURE_TOLD, NOTHING_IS_A_LOG_IN } from '../shared/failure-words.ts'
import { formatPath, nameOf, parsePath } from './json-path.ts'
import { OF_ACCOUNTS, OF_LOG_INS } from './log-in-outcomes.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** A table of log-ins that tells how they ended only by what went wrong: that is what happened; null where it is another. */
export const logInsByFailure = (fields: Fields, columns: readonly Column[]): Fields | null => {
  const { principal, src_ip: address } = fields
  if ((fields.url ?? fields.path ?? fields.request ?? fields.method ?? fields.action) !== undefined) return null
  if (principal === undefined || address === undefined) return null
  if (!columns.some(({ from, words }) => from !== principal.from && OF_LOG_INS.test(words) && !OF_ACCOUNTS.test(words)))
    return null
  const [failure, ...others] = columns
    .filter(({ words }) => FAILURE.test(words))
    .sort((a, b) => told(b) - told(a) || (a.from < b.from ? -1 : 1))
  if (failure === undefined || others.some((other) => told(other) > told(failure))) return null
  return {
    ...fields,
    action: { from: formatPath([`${nameOf(parsePath(failure.from)[0])}${NOTHING_IS_A_LOG_IN}`]), how: 'guessed' },
  }
}

const told = ({ values }: Column): number =>
  values.filter((value) => !NO_FAILURE_TOLD.includes(value.toLowerCase())).length
