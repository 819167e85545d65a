import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'

/**
 * Name of the source a file belongs to when nobody declared one: folder and base name without what rotation adds
 * (dates, counters, compression), so that `web-1/access.log.3.gz` is of `web-1/access`.
 */
export const sourceName = (file: ManifestFile): string => {
  const name = file.member ?? file.path
  const folder = path.basename(path.dirname(name))
  const stem = stripped(path.basename(name))
  return folder === '' || folder === '.' ? stem : `${folder}/${stem}`
}

const ENDINGS =
  /[._-]?(?:gz|zst|bz2|xz|lz4|tar|tgz|log|logs|txt|json|jsonl|ndjson|\d+|\d{4}-\d{2}-\d{2}(?:[T_-]?\d+)*)$/i

const stripped = (name: string): string => {
  let stem = name
  for (let next = stem.replace(ENDINGS, ''); next !== stem && next !== ''; next = stem.replace(ENDINGS, '')) stem = next
  return stem
}
