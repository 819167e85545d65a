import type { Problems } from '../problem.ts'
import type { MapNode } from '../yaml/tree.ts'
import { checkConditions } from './check-conditions.ts'
import { checkItem } from './check-item.ts'
import { checkMetadata } from './check-metadata.ts'
import { checkTags } from './check-tags.ts'
import type { SigmaDocument } from './model.ts'
import { itemsIn } from '../detection/search.ts'

/** What schema and sense ask of one document by itself; needs no other document and no log source. */
export const checkDocument = (document: SigmaDocument, map: MapNode, problems: Problems): void => {
  checkMetadata(document, map, problems)
  checkTags(map, problems)
  if (document.kind === 'correlation') return
  checkConditions(document.detection, map, problems)
  for (const search of document.detection.searches.values())
    for (const item of itemsIn(search)) checkItem(item, problems)
}
