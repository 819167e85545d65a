import type { CaseConfig, SourceConfig } from '../../domain/case-config.ts'
import type { Message } from '../../domain/report-model.ts'
import { SOURCES } from '../../sources/index.ts'
import { type SourceKind, SourceProblem } from '../../sources/source-kind.ts'
import { CaseProblem } from '../../store/case-problem.ts'

/** Formats declared in `case.yaml` that no source can use are named before hours are spent on hashing and loading. */
export const refuseUnknownFormats = (config: CaseConfig): void => {
  const [first, ...others] = (config.sources ?? []).flatMap(problemsWith)
  if (first !== undefined) throw new CaseProblem(first, others)
}

/** Any line will do: a format is compiled before the first line is looked at. */
const ANY_LINE = ['-']
/** No format in any kind's words. */
const NO_FORMAT = '\u0000'

/**
 * A format means something to one kind of source and nothing to others, so it is wrong only where every kind that
 * compiles formats refuses it. Words without a `$` or `%` may be a list of columns; only the lines tell, at ingest.
 */
const problemsWith = (source: SourceConfig): readonly Message[] => {
  const kinds = SOURCES.filter(({ id }) => source.kind === undefined || id === source.kind)
  const known = SOURCES.map(({ id }) => id).join(', ')
  if (kinds.length === 0) return [{ code: 'format/unknown-kind', values: { kind: source.kind ?? '', known } }]
  if (source.format === undefined || (source.kind === undefined && !/[$%]/.test(source.format))) return []
  const compilers = kinds.filter((kind) => problemOf(kind, { ...source, format: NO_FORMAT }) !== undefined)
  const problems = compilers.map((kind) => problemOf(kind, source))
  const last = problems.at(-1)
  return last === undefined || problems.includes(undefined) ? [] : [last]
}

const problemOf = (kind: SourceKind, source: SourceConfig): Message | undefined => {
  try {
    kind.recognise(ANY_LINE, source)
    return undefined
  } catch (error) {
    if (error instanceof SourceProblem) return { code: error.code, values: { ...error.values } }
    throw error
  }
}
