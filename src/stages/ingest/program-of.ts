import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { SOURCES } from '../../sources/index.ts'
import type { HashKey, LineProgram } from '../../sources/source-kind.ts'

/** Kind of the plan of a file that no format fits. */
export const UNREAD = 'unread'

/** How the lines of a plan are read. */
export const programOf = (plan: SourcePlan, key: HashKey): LineProgram => {
  if (plan.kind === UNREAD) return unread
  const kind = SOURCES.find((source) => source.id === plan.kind)
  if (kind === undefined) throw new Error(`no such kind of source: ${plan.kind}`)
  return kind.compile(plan, key)
}

export const unreadPlan = (name: string): SourcePlan => ({
  name,
  kind: UNREAD,
  format: '',
  host: '',
  zone: 'UTC',
  zoneFrom: 'assumed',
  log: 'access',
  fields: {},
  actions: {},
})

const NO_TEXT = sql`''`

/** Keeps every line, and says of each that it was not read. */
const unread: LineProgram = {
  definitions: [],
  reject: sql`if(match(line, '^[ \\t\\r]*$'), 'blank', 'no-format')`,
  columns: {
    kind: NO_TEXT,
    action: NO_TEXT,
    time: sql`toDateTime64(0, 6, 'UTC')`,
    src_ip: NO_TEXT,
    method: NO_TEXT,
    host: NO_TEXT,
    path: NO_TEXT,
    query: NO_TEXT,
    route: NO_TEXT,
    object: NO_TEXT,
    status: sql`toUInt16(0)`,
    bytes: sql`toUInt64(0)`,
    user_agent: NO_TEXT,
    referrer: NO_TEXT,
    principal: NO_TEXT,
    credential: sql`toUInt128(0)`,
    token_kid: NO_TEXT,
    token_alg: NO_TEXT,
    token_issued: sql`toDateTime(0, 'UTC')`,
    token_expires: sql`toDateTime(0, 'UTC')`,
    device: NO_TEXT,
  },
}
