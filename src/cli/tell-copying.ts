import type { Copying } from '../store/shadow-case.ts'
import { formatBytes } from '../text/format-bytes.ts'
import type { Context } from './context.ts'

/** Says that a case is copied to be read, how much of it and where to, and how far that is where it takes long. */
export const tellCopying =
  (context: Context): ((event: Copying) => void) =>
  ({ where, bytesDone, bytesTotal }) => {
    if (bytesDone === 0) {
      void context.tell('cli/copying', { where, size: formatBytes(bytesTotal) })
      context.progress.step('cli/step-copy', true)
    }
    context.progress.update({ bytes: [bytesDone, bytesTotal] })
    if (bytesDone === bytesTotal) context.progress.end()
  }
