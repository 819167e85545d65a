import type { CaseConfig, SourceConfig } from '../../domain/case-config.ts'
import type { Message } from '../../domain/report-model.ts'
import { SOURCES } from '../../sources/index.ts'
import { SourceProblem } from '../../sources/source-kind.ts'
import { CaseProblem } from '../../store/case-problem.ts'

/** Formats declared in `case.yaml` that no source can use are named before hours are spent on hashing and loading. */
export const refuseUnknownFormats = (config: CaseConfig): void => {
  const [first, ...others] = (config.sources ?? []).flatMap(problemsWith)
  if (first !== undefined) throw new CaseProblem(first, others)
}

/** Any line will do: a format is compiled before the first line is looked at. */
const ANY_LINE = ['-']

const problemsWith = (source: SourceConfig): readonly Message[] => {
  if (source.format === undefined) return []
  const kinds = SOURCES.filter(({ id }) => source.kind === undefined || id === source.kind)
  const known = SOURCES.map(({ id }) => id).join(', ')
  if (kinds.length === 0) return [{ code: 'format/unknown-kind', values: { kind: source.kind ?? '', known } }]
  return kinds.flatMap((kind): readonly Message[] => {
    try {
      kind.recognise(ANY_LINE, source)
      return []
    } catch (error) {
      if (error instanceof SourceProblem) return [{ code: error.code, values: { ...error.values } }]
      throw error
    }
  })
}
