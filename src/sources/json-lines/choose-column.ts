import type { EventField } from '../../domain/case-config.ts'
import type { Column } from './flatten.ts'
import { KNOWN, rankOf } from './vocabulary.ts'

/** Different accounts in a sample, at least; and at most this share of its records, for people come back. */
export const LEAST_ACCOUNTS = 20
export const MOST_DIFFERENT = 0.98

const filled = ({ values }: Column): number =>
  values.filter((value) => !/^(?:|-|null|undefined|none|unknown|anonymous)$/i.test(value)).length

/**
 * What few records have is not the field of all of them, however well it is named: a header that one client in a
 * thousand sends is no client's address, an account that is hardly ever told no account. Without those that say it in
 * less than `share` of the records that the fullest says it in.
 */
export const fullOf = (ranked: readonly Column[], share: number): readonly Column[] => {
  const fullest = Math.max(0, ...ranked.map(filled))
  return ranked.filter((column) => filled(column) >= share * fullest)
}

const TEMPLATE = /\/(?:\{[^/{}]+\}|:[A-Za-z]\w*|<[^/<>]+>|\[\[?(?:\.{3})?[A-Za-z]\w*\]?\])(?:\/|$)/
/** Whether the targets of requests are written with names in the place of ids: `/orders/{id}`, `/orders/:id`, `/orders/[id]`. */
const isOfTemplates = ({ values }: Column): boolean =>
  values.filter((value) => TEMPLATE.test(value)).length >= 0.2 * Math.max(1, values.length)

export const isTarget = (field: EventField): boolean => field === 'url' || field === 'path'

const TARGETS = KNOWN.filter(({ field }) => isTarget(field))

/** Columns of routes, where the targets themselves stand beside them. */
export const templatesIn = (columns: readonly Column[]): ReadonlySet<Column> => {
  const targets = columns.filter(({ words, values }) =>
    TARGETS.some((known) => rankOf(known, words) >= 0 && known.fits(values)),
  )
  const templates = targets.filter(isOfTemplates)
  return new Set(templates.length < targets.length ? templates : [])
}

/** Behind a proxy the connection's own address is always the same; another field then tells the client. */
export const clientOf = (ranked: readonly Column[], records: number): Column | undefined => {
  const [first] = ranked
  if (first === undefined || records < 50 || new Set(first.values).size > 2) return first
  return ranked.find((column) => new Set(column.values).size >= 10) ?? first
}

/**
 * Behind a gateway all people come through a few applications, whose names the record carries too: where another name
 * tells so many more apart in nearly as many records, it is the person's, and the best-named is the application's.
 */
export const finestOf = (ranked: readonly Column[]): Column | undefined => {
  const [first] = ranked
  if (first === undefined) return first
  const apart = new Set(first.values).size
  return (
    ranked.find(({ path, values }) => {
      const different = new Set(values).size
      return (
        different >= LEAST_ACCOUNTS &&
        different >= FINER * apart &&
        different <= MOST_DIFFERENT * values.length &&
        values.length >= 0.5 * first.values.length &&
        !path.some((step) => typeof step === 'string' && ASKED_FOR.test(step))
      )
    }) ?? first
  )
}

/** When a record was received, filed or changed is not when what it tells of happened; a machine's own clock tells no day. */
const NOT_THEN =
  /(?:^|_)(?:receive[ds]?|receipt|ingest(?:ed|ion)?|index(?:ed|ing)?|collect(?:ed|ion)?|arriv(?:ed|al)|updated?|modified|expir\w+|monotonic|uptime|boot)(?:_|$)/
/** Of times that go on, one has so few different values that it is of something that stays: a route, a token, a service. */
const STAYS = 0.1

/** When it happened: in at least half as many records as any time, and as different as times of events are. */
export const momentOf = (ranked: readonly Column[]): Column | undefined => {
  const fullest = Math.max(0, ...ranked.map(({ values }) => values.length))
  const different = new Map(ranked.map((column) => [column, new Set(column.values).size]))
  const most = Math.max(0, ...different.values())
  const moving = ranked.filter(
    (column) => column.values.length >= 0.5 * fullest && (different.get(column) ?? 0) >= STAYS * most,
  )
  return moving.find(({ words }) => !NOT_THEN.test(words)) ?? moving[0]
}

const FINER = 20
/** Members that hold what was asked for: an account there is the object. */
const ASKED_FOR = /quer(?:y|ies)|args|params?|parameters|body|payload|variables|form|input|captures/i
