import type { Problems } from '../problem.ts'
import type { MapNode } from '../yaml/tree.ts'
import { Fields } from './fields.ts'
import type { FilterDocument } from './model.ts'
import { readDetection, readLogsource } from './read-detection.ts'
import { readMetadata } from './read-metadata.ts'

/** `rules` may also be the word `any`, as pySigma has it: every rule of the log source. */
export const readFilter = (map: MapNode, problems: Problems): FilterDocument | null => {
  const meta = readMetadata(map, problems)
  const logsource = readLogsource(map, problems)
  const filter = new Fields(map, problems).map('filter')
  if (filter === null || logsource === null) return null
  const fields = new Fields(filter, problems)
  const rules = readRules(fields)
  if (rules === null) return null
  return {
    kind: 'filter',
    meta,
    logsource,
    rules,
    detection: readDetection(filter, ['rules'], problems),
    place: map.place,
  }
}

const readRules = (fields: Fields): FilterDocument['rules'] | null => {
  const node = fields.node('rules')
  if (node === null) {
    fields.missing('rules')
    return null
  }
  if (node.kind === 'scalar' && node.text === 'any') return 'any'
  const references = fields.texts('rules').map(({ text, place }) => ({ reference: text, place }))
  return references.length === 0 && node.kind !== 'list' ? null : references
}
