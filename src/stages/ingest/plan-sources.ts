import type { SourceConfig } from '../../domain/case-config.ts'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { SOURCES } from '../../sources/index.ts'
import { type AboutFile, SourceProblem } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import { chooseCredentials } from './choose-credentials.ts'
import { choosePrincipals } from './choose-principals.ts'
import { nameOf, planGroups, type RecognisedFile, SAMPLED_FILES } from './group-files.ts'
import { withHeaders } from './header-lines.ts'
import { declaredFor, isSure, type Recognised, recogniseAs, recogniseLines } from './recognise-file.ts'
import { haveUnorderedDates, otherDays } from './other-days.ts'
import { recordPlans } from './record-plans.ts'
import type { Unreadable } from './salvage.ts'
import { sampleDeeper, sampleEach, sampleOne } from './sample-lines.ts'

export interface PlannedFiles {
  readonly plans: ReadonlyMap<number, SourcePlan>
  /** Files that no format fits. */
  readonly unread: readonly ManifestFile[]
  /** Files that the engine could not read to where it tells their format. */
  readonly damaged: readonly Unreadable[]
  readonly problems: readonly Message[]
}

/** Decides for every file how it is read, and records one plan per source. */
export const planSources = async (theCase: Case, files: readonly ManifestFile[]): Promise<PlannedFiles> => {
  const recognised: RecognisedFile[] = []
  const [unread, damaged, problems]: [ManifestFile[], Unreadable[], Message[]] = [[], [], []]
  const [before, fickle] = [new Map<string, Recognised>(), new Set<string>()]
  const silent = new Map<string, number>()
  const [undated, days] = [[] as Undated[], new FirstLines()]
  const newest = lastWritten(theCase, files)
  const keyOf = (file: ManifestFile): string => keyFor(file, declaredFor(theCase, file))
  const isFamiliar = (file: ManifestFile): boolean => isSure(before.get(keyOf(file))) && !fickle.has(keyOf(file))
  for await (const { file, lines, isThin, error } of sampleEach(theCase, files, isFamiliar)) {
    const config = declaredFor(theCase, file)
    const about = { modified: newest.get(nameOf({ file, config })) }
    const key = keyOf(file)
    try {
      const alike = error === null ? recogniseAs(before.get(key), lines, config, about) : null
      if (alike === null && isThin) fickle.add(key)
      const sample = alike === null && isThin ? await sampleOne(theCase, file) : { lines, error }
      if (sample.error !== null) {
        damaged.push({ file, error: sample.error })
        continue
      }
      const best = alike ?? recogniseLines(sample.lines, config, about)
      days.take(file, config, sample.lines)
      if (best === null && haveUnorderedDates(sample.lines)) undated.push({ file, config, about, lines: sample.lines })
      else if (best === null) {
        unread.push(file)
        problems.push(noFormat(file, sample.lines))
      } else {
        before.set(key, best)
        const isSilent = namesNobody(best) && (silent.get(key) ?? 0) < SAMPLED_FILES
        if (isSilent) silent.set(key, 1 + (silent.get(key) ?? 0))
        const deeper = isSilent ? await sampleDeeper(theCase, file) : []
        recognised.push({
          file,
          config,
          about,
          recognised: withDeeper(best, sample.lines, deeper, config, about),
          deeper,
        })
      }
    } catch (wrong) {
      problems.push(problemOf(file, wrong))
    }
  }
  for (const { file, config, about, lines } of undated) {
    const others = [...days.of(file, config), ...(await otherDays(theCase, file))]
    const best = recogniseLines([...lines, ...others], config, about)
    if (best !== null) recognised.push({ file, config, about, recognised: best, deeper: [] })
    else {
      unread.push(file)
      problems.push(noFormat(file, lines))
    }
  }
  recognised.sort((a, b) => a.file.number - b.file.number)
  const planned = await planGroups(theCase, await withHeaders(theCase, recognised))
  const groups = await choosePrincipals(theCase, chooseCredentials(planned))
  return { plans: recordPlans(theCase, groups), unread, damaged, problems }
}

/** Whether requests have no place for an account, as far as was looked. */
const namesNobody = ({ recognition }: Recognised): boolean =>
  recognition.log !== 'auth' && recognition.fields.principal === undefined

/** As recognised with lines from further on, where they are of the same format and say more. */
const withDeeper = (
  best: Recognised,
  lines: readonly string[],
  deeper: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile,
): Recognised => {
  if (deeper.length === 0) return best
  const found = recogniseLines([...lines, ...deeper], { match: '', ...config, kind: best.kind }, about)
  return found !== null && found.recognition.format === best.recognition.format && !namesNobody(found) ? found : best
}

/** A file of which the order of its dates may be all that is missing: other days of it, and of its source, are asked for it. */
interface Undated {
  readonly file: ManifestFile
  readonly config: SourceConfig | undefined
  readonly about: AboutFile
  readonly lines: readonly string[]
}

/** Of each file of a source the first lines: where a file is a day, they tell which number of a date is the day. */
class FirstLines {
  static readonly #LINES = 3
  readonly #of = new Map<string, string[]>()

  take(file: ManifestFile, config: SourceConfig | undefined, lines: readonly string[]): void {
    const known = this.#of.get(nameOf({ file, config })) ?? []
    known.push(...lines.slice(0, FirstLines.#LINES))
    this.#of.set(nameOf({ file, config }), known)
  }

  of(file: ManifestFile, config: SourceConfig | undefined): readonly string[] {
    return this.#of.get(nameOf({ file, config })) ?? []
  }
}

/** Files of equal keys are probably alike. */
const keyFor = (file: ManifestFile, config: SourceConfig | undefined): string =>
  JSON.stringify([nameOf({ file, config }), config])

/** When the newest file of each source was last written. */
const lastWritten = (theCase: Case, files: readonly ManifestFile[]): ReadonlyMap<string, string> => {
  const newest = new Map<string, string>()
  for (const file of files) {
    const name = nameOf({ file, config: declaredFor(theCase, file) })
    if ((newest.get(name) ?? '') < file.modified) newest.set(name, file.modified)
  }
  return newest
}

const problemOf = (file: ManifestFile, error: unknown): Message => {
  if (!(error instanceof SourceProblem)) throw error
  return { code: error.code, values: { path: evidenceName(file), ...error.values } }
}

const SHOWN = 3

/** How files begin that are no logs, and what they are called. */
const NO_TEXT: Readonly<Record<string, string>> = {
  '%PDF-': 'PDF',
  'SQLite format 3\u0000': 'SQLite',
  'ElfFile\u0000': 'Windows Event Log (EVTX)',
  '\uFFFD\u0011\u0871\u001a': 'Excel 97-2003 (.xls)',
}
/** Nor is this text: a zero byte, or bytes that are no text in this share of what begins a file. */
const MOST_UNREADABLE = 0.1

const binaryOf = (begin: string): string | null => {
  const known = Object.entries(NO_TEXT).find(([mark]) => begin.startsWith(mark))?.[1]
  if (known !== undefined) return known
  return begin.includes('\0') || begin.split('\uFFFD').length - 1 > MOST_UNREADABLE * begin.length ? '' : null
}

const noFormat = (file: ManifestFile, lines: readonly string[]): Message => {
  const path = evidenceName(file)
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0) return { code: 'ingest/blank', values: { path } }
  const kind = binaryOf(written.slice(0, SHOWN).join('\n'))
  if (kind !== null) return { code: kind === '' ? 'ingest/binary' : 'ingest/other-file', values: { path, kind } }
  const shown = written.slice(0, SHOWN).map((line) => JSON.stringify(line.slice(0, 160)))
  if (haveUnorderedDates(written)) return { code: 'ingest/order-of-dates', values: { path, lines: shown.join(' ') } }
  if (isUndated(written)) return { code: 'ingest/no-dates', values: { path, lines: shown.join(' ') } }
  return {
    code: 'ingest/no-format',
    values: { path, n: SOURCES.length, lines: shown.join(' ') },
  }
}

const REQUESTED = /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)["' |]{1,4}(?:https?:\/)?\//
/** Four digits of a year, a month's name, or seconds since the epoch. */
const DATED =
  /\b(?:19|20)\d\d[-/.년年]|\b\d{1,2}[-/. ][A-Z][a-z]{2}\b|\b[A-Z][a-z]{2} {1,2}\d{1,2}\b|[-/.](?:19|20)\d\d\b|\b(?:1\d{9}|20\d{12})/

/** Whether lines are requests none of which says on which day it was made. */
const isUndated = (lines: readonly string[]): boolean =>
  lines.filter((line) => REQUESTED.test(line)).length >= 0.5 * lines.length && !lines.some((line) => DATED.test(line))
