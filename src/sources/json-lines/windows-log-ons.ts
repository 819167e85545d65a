import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Recognition } from '../source-kind.ts'
import type { Column } from './flatten.ts'
import { formatPath, nameOf, parsePath } from './json-path.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

const ID = /^(?:event_?|이벤트_?)?(?:id|code)$/
/** What the numbers of Windows' security events mean. */
export const LOG_ONS: Recognition['actions'] = {
  logon: ['4624'],
  'logon-failed': ['4625', '4771'],
  revoke: ['4634', '4647'],
}
/** What is taken out of the text that Windows renders an event to. */
export const ACCOUNT_IN = ' (account)'
export const ADDRESS_IN = ' (address)'

const RENDERED = /(?:Account Name|계정 이름):/
const isOfMessages = (values: readonly string[]): boolean =>
  values.filter((value) => RENDERED.test(value)).length >= 0.5 * values.length

/** A path quotes what is no plain name. */
const nameMade = (from: string, suffix: string): string => formatPath([`${nameOf(parsePath(from)[0])}${suffix}`])

const KNOWN = new Set(Object.values(LOG_ONS).flat())
const ACCOUNT = /^target_?user_?name$/

/** A table of Windows' security events, which tells by a number what happened: its number is the action; null where it is another. */
export const windowsLogOns = (
  fields: Fields,
  columns: readonly Column[],
): { readonly fields: Fields; readonly actions: Recognition['actions'] } | null => {
  if ((fields.url ?? fields.path ?? fields.request ?? fields.method) !== undefined) return null
  const id = columns.find(({ words, values }) => ID.test(words) && values.some((value) => KNOWN.has(value)))
  const account = columns.find(({ words }) => ACCOUNT.test(words))
  const message = account === undefined ? columns.find(({ values }) => isOfMessages(values)) : undefined
  const whom = account?.from ?? (message === undefined ? undefined : nameMade(message.from, ACCOUNT_IN))
  if (id === undefined || whom === undefined) return null
  if (!id.values.every((value) => /^\d{1,5}$/.test(value))) return null
  const { credential: _credential, outcome: _outcome, bytes: _bytes, status: _status, ...others } = fields
  return {
    fields: {
      ...others,
      ...(message !== undefined && {
        src_ip: { from: nameMade(message.from, ADDRESS_IN), how: 'recognised' } as const,
      }),
      principal: { from: whom, how: 'recognised' },
      action: { from: id.from, how: 'recognised' },
    },
    actions: LOG_ONS,
  }
}
