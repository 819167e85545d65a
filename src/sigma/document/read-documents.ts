import { Problems, type Place } from '../problem.ts'
import { readYaml, type YamlLimits } from '../yaml/read-yaml.ts'
import { entryOf, type MapNode } from '../yaml/tree.ts'
import { applyActions } from './collection-actions.ts'
import { checkDocument } from './check-document.ts'
import type { SigmaDocument } from './model.ts'
import { readCorrelation } from './read-correlation.ts'
import { readFilter } from './read-filter.ts'
import { readRule } from './read-rule.ts'

/** A document that has errors, with what is still known of it. */
export interface Rejected {
  readonly title: string
  readonly id: string
  readonly name: string
  readonly place: Place
}

export interface ReadDocuments {
  readonly documents: readonly SigmaDocument[]
  readonly rejected: readonly Rejected[]
}

/** All documents of one file. Problems are collected; a document with an error is rejected, the others stand. */
export const readDocuments = (text: string, file: string, problems: Problems, limits?: YamlLimits): ReadDocuments => {
  const documents: SigmaDocument[] = []
  const rejected: Rejected[] = []
  for (const map of applyActions(readYaml(text, file, problems, limits), problems)) {
    const before = problems.errors
    const document = readDocument(map, problems)
    if (document !== null && problems.errors === before) documents.push(document)
    else rejected.push({ ...headOf(map), place: map.place })
  }
  return { documents, rejected }
}

const headOf = (map: MapNode): Omit<Rejected, 'place'> => {
  const text = (key: string): string => {
    const value = entryOf(map, key)?.value
    return value?.kind === 'scalar' ? value.text : ''
  }
  return { title: text('title'), id: text('id'), name: text('name') }
}

const KINDS = { detection: readRule, correlation: readCorrelation, filter: readFilter } as const

const readDocument = (map: MapNode, problems: Problems): SigmaDocument | null => {
  const kinds = (['detection', 'correlation', 'filter'] as const).filter((key) => entryOf(map, key) !== undefined)
  const [kind] = kinds
  if (kind === undefined) {
    problems.add('sigma/kind-unknown', map.place)
    return null
  }
  if (kinds.length > 1) problems.add('sigma/kind-ambiguous', map.place, { kinds: kinds.join(', ') })
  const document = KINDS[kind](map, problems)
  if (document !== null) checkDocument(document, map, problems)
  return document
}
