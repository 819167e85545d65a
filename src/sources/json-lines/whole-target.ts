import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

const LINE = /^[A-Z]{3,10} (\S+)(?: HTTP\/[0-9.]+)?$/
const bareOf = (target: string): string => target.split('?', 1)[0] ?? ''

/**
 * A path that is logged without its query, where another member of the same records tells both: `requested_uri` beside
 * `requested_url`, which is a request line, of Logback's access log. What was asked for is in the query.
 */
export const wholeTarget = (fields: Fields, columns: readonly Column[]): Fields => {
  const { url, path, method, query, request, ...others } = fields
  const bare = columns.find(({ from }) => from === (url ?? path)?.from)
  if (bare === undefined || (query ?? request) !== undefined || bare.values.some((value) => value.includes('?')))
    return fields
  const isWhole = (targets: readonly string[]): boolean =>
    targets.length === bare.values.length &&
    targets.some((target) => target.includes('?')) &&
    targets.every((target, i) => bareOf(target) === bare.values[i])
  const whole = columns.find(({ values }) => isWhole(values))
  if (whole !== undefined) return { ...others, ...(method !== undefined && { method }), url: told(whole) }
  const line = columns.find(({ values }) => isWhole(values.map((value) => LINE.exec(value)?.[1] ?? '')))
  return line === undefined ? fields : { ...others, request: told(line) }
}

const told = ({ from }: Column): FieldOrigin => ({ from, how: 'recognised' })
