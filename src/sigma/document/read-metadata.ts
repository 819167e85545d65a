import type { Problems } from '../problem.ts'
import { type MapNode, toPlain } from '../yaml/tree.ts'
import { Fields } from './fields.ts'
import type { Level, Metadata, Status } from './model.ts'

const STATUSES: readonly Status[] = ['stable', 'test', 'experimental', 'deprecated', 'unsupported']
const LEVELS: readonly Level[] = ['informational', 'low', 'medium', 'high', 'critical']
const RELATIONS = ['derived', 'obsolete', 'merged', 'renamed', 'similar'] as const

const KNOWN = new Set(
  `title id name related taxonomy status description license author references date modified logsource detection
  correlation filter fields falsepositives level tags scope action generate`.split(/\s+/),
)

/** The fields every kind of document shares. */
export const readMetadata = (map: MapNode, problems: Problems): Metadata => {
  const fields = new Fields(map, problems)
  const lists = ['references', 'fields', 'falsepositives', 'tags', 'scope'] as const
  const [references, shown, falsepositives, tags, scope] = lists.map((key) => fields.texts(key).map(({ text }) => text))
  return {
    title: fields.required('title', 256)?.text ?? '',
    id: fields.text('id')?.text ?? '',
    name: fields.text('name', 256)?.text ?? '',
    related: readRelated(fields, problems),
    taxonomy: fields.text('taxonomy', 256)?.text ?? 'sigma',
    status: fields.oneOf('status', STATUSES) ?? '',
    description: fields.text('description')?.text ?? '',
    license: fields.text('license')?.text ?? '',
    author: fields.text('author')?.text ?? '',
    references: references ?? [],
    date: fields.text('date')?.text ?? '',
    modified: fields.text('modified')?.text ?? '',
    fields: shown ?? [],
    falsepositives: falsepositives ?? [],
    level: fields.oneOf('level', LEVELS) ?? '',
    tags: tags ?? [],
    scope: scope ?? [],
    custom: Object.fromEntries(
      map.entries.filter(({ key }) => !KNOWN.has(key)).map(({ key, value }) => [key, toPlain(value)]),
    ),
  }
}

const readRelated = (fields: Fields, problems: Problems): Metadata['related'] =>
  (fields.list('related')?.items ?? []).flatMap((item) => {
    if (item.kind !== 'map') {
      problems.add('sigma/field-type', item.place, { field: 'related', expected: 'map', found: item.kind })
      return []
    }
    const entry = new Fields(item, problems)
    const id = entry.required('id')?.text
    const type = entry.oneOf('type', RELATIONS)
    if (entry.node('type') === null) entry.missing('type')
    return id === undefined || type === null ? [] : [{ id, type }]
  })

export const KNOWN_FIELDS: ReadonlySet<string> = KNOWN
