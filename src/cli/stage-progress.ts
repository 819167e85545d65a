import type { AcquireProgress } from '../stages/acquire.ts'
import type { IngestProgress } from '../stages/ingest.ts'
import { hasText } from '../text/say.ts'
import type { Context } from './context.ts'

/** What the stages tell of their progress, as figures on stderr. */
export const stageProgress = (
  context: Context,
): {
  readonly step: (step: string) => void
  readonly acquiring: (event: AcquireProgress) => void
  readonly progress: (event: IngestProgress) => void
} => ({
  step: (step) => {
    const code = step.includes('/') ? step : `cli/step-${step}`
    if (hasText(code)) context.progress.step(code)
  },
  acquiring: ({ file, filesDone, filesTotal, bytesDone, bytesTotal }) =>
    context.progress.update({ file, files: [filesDone, filesTotal], bytes: [bytesDone, bytesTotal] }),
  progress: ({ file, filesDone, filesTotal, bytesDone, bytesTotal, linesDone, rejected }) =>
    context.progress.update({
      file,
      files: [filesDone, filesTotal],
      bytes: [bytesDone, bytesTotal],
      lines: linesDone,
      rejected,
    }),
})
