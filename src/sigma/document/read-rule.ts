import type { Problems } from '../problem.ts'
import type { MapNode } from '../yaml/tree.ts'
import { Fields } from './fields.ts'
import type { RuleDocument } from './model.ts'
import { readDetection, readLogsource } from './read-detection.ts'
import { readMetadata } from './read-metadata.ts'

export const readRule = (map: MapNode, problems: Problems): RuleDocument | null => {
  const meta = readMetadata(map, problems)
  const logsource = readLogsource(map, problems)
  const detection = new Fields(map, problems).map('detection')
  if (detection === null || logsource === null) return null
  return { kind: 'rule', meta, logsource, detection: readDetection(detection, [], problems), place: map.place }
}
