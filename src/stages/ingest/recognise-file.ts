import type { SourceConfig } from '../../domain/case-config.ts'
import { matchesGlob } from '../../domain/glob.ts'
import type { ManifestFile } from '../../domain/manifest.ts'
import type { DeducedZone } from '../../domain/zones.ts'
import { SOURCES } from '../../sources/index.ts'
import { mayReadAll } from '../../sources/shared/may-read-all.ts'
import { type AboutFile, type Recognition, type SourceKind, SourceProblem } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import { sourceName } from './source-name.ts'

export interface Recognised {
  readonly kind: string
  readonly recognition: Recognition
}

/** What case.yaml declares for the file, the first that matches; and the zone that was deduced where it declares none. */
export const declaredFor = (theCase: Case, file: ManifestFile): SourceConfig | undefined => {
  const declared = theCase.config.sources?.find((source) =>
    matchesGlob(source.match, file.member === null ? file.path : `${file.path}/${file.member}`),
  )
  if (declared?.zone !== undefined) return declared
  const deduced = theCase.store.get('zone', declared?.name ?? sourceName(file)) as unknown as DeducedZone | undefined
  return deduced === undefined ? declared : { match: '', ...declared, zone: deduced.zone, isZoneDeduced: true }
}

/** Whether later files of a source can be recognised by this one at less cost. */
export const isSure = (before: Recognised | undefined): before is Recognised =>
  before?.recognition.confidence === 1 && SOURCES.find(({ id }) => id === before.kind)?.generic !== true

/**
 * What `recogniseLines` would say of a file beside one of the same source, at less cost, where they are alike; else null.
 * Where one kind that knows the log reads every sampled line in the same format, no other is asked. Formats that say more
 * of a line must fit none.
 */
export const recogniseAs = (
  before: Recognised | undefined,
  lines: readonly string[],
  config: SourceConfig | undefined,
  about?: AboutFile,
): Recognised | null => {
  const kind = SOURCES.find(({ id }) => id === before?.kind)
  if (kind === undefined || !isSure(before) || !saysMost(kind, before.recognition.format, lines)) return null
  const recognition = kind.recognise(lines, config, about)
  return recognition?.confidence === 1 && recognition.format === before.recognition.format
    ? { kind: kind.id, recognition }
    : null
}

const saysMost = ({ id, variants, fits }: SourceKind, format: string, lines: readonly string[]): boolean => {
  if (id === 'syslog') return false
  const at = variants?.indexOf(format)
  if (variants === undefined || at === undefined) return true
  return at >= 0 && variants.slice(0, at).every((variant) => !lines.some((line) => fits?.(line, variant)))
}

/** The first kind that reads every line: of equals the first is taken, so no other is to be asked. */
const sureOf = (
  kinds: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): Recognised | null => {
  for (const kind of kinds) {
    try {
      if (!mayReadAll(kind, lines, config, about)) continue
      const recognition = kind.recognise(lines, config, about)
      if (recognition?.confidence === 1) return { kind: kind.id, recognition }
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error
    }
  }
  return null
}

/**
 * The kind of source that is surest of the lines; null where none reads any. What is declared in the words of one kind
 * means nothing to another, so its `SourceProblem` is thrown only where no kind reads the lines.
 */
export const recogniseLines = (
  lines: readonly string[],
  config: SourceConfig | undefined,
  about?: AboutFile,
): Recognised | null => {
  const kinds = SOURCES.filter((source) => config?.kind === undefined || source.id === config.kind)
  const sure = sureOf(kinds, lines, config, about)
  if (sure !== null) return sure
  let problem: SourceProblem | undefined
  let best: Recognised | null = null
  for (const source of kinds) {
    try {
      const recognition = source.recognise(lines, config, about)
      if (recognition !== null && recognition.confidence > (best?.recognition.confidence ?? 0))
        best = { kind: source.id, recognition }
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error
      problem = error
    }
  }
  if (best === null && problem !== undefined) throw problem
  return best
}
