import type { SourceConfig } from '../../domain/case-config.ts'
import { matchesGlob } from '../../domain/glob.ts'
import type { ManifestFile } from '../../domain/manifest.ts'
import { SOURCES } from '../../sources/index.ts'
import type { AboutFile, Recognition } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'

export interface Recognised {
  readonly kind: string
  readonly recognition: Recognition
}

/** What case.yaml declares for the file; the first that matches. */
export const declaredFor = (theCase: Case, file: ManifestFile): SourceConfig | undefined =>
  theCase.config.sources?.find((source) =>
    matchesGlob(source.match, file.member === null ? file.path : `${file.path}/${file.member}`),
  )

/** The kind of source that is surest of the lines; null where none reads any. Throws `SourceProblem`. */
export const recogniseLines = (
  lines: readonly string[],
  config: SourceConfig | undefined,
  about?: AboutFile,
): Recognised | null => {
  const kinds = SOURCES.filter((source) => config?.kind === undefined || source.id === config.kind)
  const found = kinds.flatMap((source): readonly Recognised[] => {
    const recognition = source.recognise(lines, config, about)
    return recognition === null || recognition.confidence <= 0 ? [] : [{ kind: source.id, recognition }]
  })
  return found.reduce<Recognised | null>(
    (best, next) => (best === null || next.recognition.confidence > best.recognition.confidence ? next : best),
    null,
  )
}
