import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'

/**
 * Name of the source a file belongs to when nobody declared one: folder and base name without what rotation adds
 * (dates, counters, compression), so that `web-1/access.log.3.gz` is of `web-1/access`. Folders that are dates are
 * passed over; a number that may be a host's (`web-2.log`) is kept. Deliveries of CloudTrail, load balancers, CloudFront
 * and S3 are told by the time in their names, so that one trail is one source.
 */
export const sourceName = (file: ManifestFile): string => {
  const name = file.member ?? file.path
  const folder = path
    .dirname(name)
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && !DATED.test(segment))
    .at(-1)
  const stem = stripped(path.basename(name))
  if (folder === undefined) return stem
  return stem === '' ? folder : `${folder}/${stem}`
}

const ENDING =
  /[._-]?(?:gz|zst|bz2|xz|lz4|zip|tar|tgz|log|logs|txt|json|jsonl|ndjson|csv|tsv|\d{4}[._-]?\d{2}[._-]?\d{2}(?:[T._-]?\d{2,6})*Z?|\d{6,14})$|\.\d{1,5}$/i

/** `2025-11-03`, `20251103`, and `2025`, `11`, `03` one below the other; with `dt=` and the like before it. */
const DATED = /^(?:[a-z]+=)?(?:\d{4}[._-]?\d{2}(?:[._-]?\d{2})?|\d{4}|\d{1,2})(?:[T._-]\d{2,6})?$/i

/** What clouds add to the name of every delivery: a time and a word of its own, to the end. */
const DELIVERY =
  /[._-]\d{8}T\d{4,6}Z[._-].+$|\.\d{4}-\d{2}-\d{2}-\d{2}\.[A-Z0-9]{6,}.*$|^\d{4}(?:-\d{2}){5}-[0-9A-F]{16}.*$/

const stripped = (name: string): string => {
  let stem = name.replace(DELIVERY, '')
  for (let next = stem.replace(ENDING, ''); next !== stem; next = stem.replace(ENDING, '')) stem = next
  return stem
}
