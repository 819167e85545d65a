import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Case } from '../../store/case.ts'
import { manifestOf } from '../acquire.ts'
import { withdrawProblems } from '../problems.ts'
import { batchesIn } from './batches.ts'
import { declaredFor, recogniseLines } from './recognise-file.ts'
import { sampleLines } from './sample-lines.ts'

const UNREAD_CODES = new Set([
  'ingest/no-format',
  'ingest/no-dates',
  'ingest/order-of-dates',
  'ingest/binary',
  'ingest/other-file',
  'ingest/blank',
])

/**
 * A file that no format fitted is read anew once one does, say because `case.yaml` now declares it: its batch of rejected
 * lines is given up, and it waits again.
 */
export const releaseReadable = async (theCase: Case): Promise<void> => {
  const unread = batchesIn(theCase).filter((batch) => batch.unread === true && batch.files.length > 0)
  const files = new Map(manifestOf(theCase).map((file) => [file.number, file]))
  for (const batch of unread) {
    const file = files.get(batch.files[0] ?? 0)
    if (file === undefined) continue
    if (!(await isReadable(theCase, file))) continue
    theCase.store.transaction(() => {
      theCase.store.put('batch', String(batch.number), { files: [], sources: [], received: [] })
      withdrawProblems(theCase, ({ code, values }) => UNREAD_CODES.has(code) && values['path'] === evidenceName(file))
    })
  }
}

/** A file that is gone, or a declaration that is wrong, is told of elsewhere. */
const isReadable = async (theCase: Case, file: ManifestFile): Promise<boolean> => {
  try {
    return recogniseLines(await sampleLines(theCase, file), declaredFor(theCase, file)) !== null
  } catch {
    return false
  }
}
