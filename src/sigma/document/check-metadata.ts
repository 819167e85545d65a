import type { Place, Problems } from '../problem.ts'
import { entryOf, type MapNode } from '../yaml/tree.ts'
import type { SigmaDocument } from './model.ts'
import { KNOWN_FIELDS } from './read-metadata.ts'

/** RFC 9562, any version. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const checkMetadata = (document: SigmaDocument, map: MapNode, problems: Problems): void => {
  const { meta } = document
  const at = (key: string): Place => entryOf(map, key)?.value.place ?? map.place
  if (meta.id === '') problems.add('sigma/id-missing', map.place)
  else if (!UUID.test(meta.id)) problems.add('sigma/id-not-uuid', at('id'), { id: meta.id })
  if (meta.author === '') problems.add('sigma/author-missing', map.place)
  if (document.kind === 'rule') checkDescription(document, map, problems)
  checkDates(meta.date, meta.modified, at, problems)
  if (meta.title !== '' && meta.title === meta.title.toLowerCase() && /[a-z]/.test(meta.title))
    problems.add('sigma/title-case', at('title'))
  if (meta.related.some(({ id }) => id === meta.id && id !== '')) problems.add('sigma/related-self', at('related'))
  checkLists(map, problems)
  checkNames(map, problems)
  if (document.kind !== 'correlation' && document.logsource.definition !== '')
    problems.add('sigma/logsource-definition', at('logsource'), {
      definition: document.logsource.definition.slice(0, 200),
    })
}

const SHORTEST_DESCRIPTION = 16

const checkDescription = ({ meta }: SigmaDocument, map: MapNode, problems: Problems): void => {
  const at = (key: string): Place => entryOf(map, key)?.value.place ?? map.place
  if (meta.level === '') problems.add('sigma/level-missing', map.place)
  if (meta.description === '') problems.add('sigma/description-missing', map.place)
  else if (meta.description.trim().length < SHORTEST_DESCRIPTION)
    problems.add('sigma/description-short', at('description'))
  if (meta.status === 'deprecated') problems.add('sigma/status-deprecated', at('status'))
  if (meta.status === 'unsupported') problems.add('sigma/status-unsupported', at('status'))
}

const checkDates = (date: string, modified: string, at: (key: string) => Place, problems: Problems): void => {
  const good = (['date', 'modified'] as const).filter((key) => {
    const text = key === 'date' ? date : modified
    if (text === '') return false
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) problems.add('sigma/date-form', at(key), { field: key, found: text })
    else if (!isDay(text)) problems.add('sigma/date-impossible', at(key), { field: key, found: text })
    else return true
    return false
  })
  if (good.length === 2 && modified < date)
    problems.add('sigma/modified-before-date', at('modified'), { date, modified })
}

const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const UNIQUE = ['references', 'fields', 'falsepositives', 'tags', 'scope']

const checkLists = (map: MapNode, problems: Problems): void => {
  for (const { key, value } of map.entries) {
    if (!UNIQUE.includes(key) || value.kind !== 'list') continue
    const seen = new Set<string>()
    for (const item of value.items) {
      if (item.kind !== 'scalar') continue
      if (seen.has(item.text)) problems.add('sigma/list-duplicate', item.place, { field: key, value: item.text })
      seen.add(item.text)
      if (key === 'references' && !/^(?:https?|ftp):\/\/\S+$/i.test(item.text))
        problems.add('sigma/reference-not-link', item.place, { value: item.text })
    }
  }
}

/** A custom field is kept; one that is a letter away from a known one is likely a slip. */
const checkNames = (map: MapNode, problems: Problems): void => {
  for (const { key, keyPlace } of map.entries) {
    if (KNOWN_FIELDS.has(key)) continue
    const meant = [...KNOWN_FIELDS].find((known) => isSlip(key.toLowerCase(), known))
    if (meant === undefined) problems.add('sigma/custom-field', keyPlace, { field: key })
    else problems.add('sigma/field-misspelt', keyPlace, { field: key, meant })
  }
}

/** Equal but for case, a missing or added character, or two neighbours swapped. */
const isSlip = (written: string, known: string): boolean => {
  if (Math.abs(written.length - known.length) > 1) return false
  if (written === known) return true
  let i = 0
  while (written[i] === known[i] && i < known.length) i++
  const rest = [written.slice(i), known.slice(i)] as const
  const swapped = rest[0].length > 1 && rest[0] === `${rest[1].charAt(1)}${rest[1].charAt(0)}${rest[1].slice(2)}`
  return rest[0].slice(1) === rest[1] || rest[0] === rest[1].slice(1) || swapped
}
