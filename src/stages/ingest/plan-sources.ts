import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { SOURCES } from '../../sources/index.ts'
import { SourceProblem } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import { chooseCredentials } from './choose-credentials.ts'
import { nameOf, planGroups, type RecognisedFile } from './group-files.ts'
import { withHeaders } from './header-lines.ts'
import { declaredFor, type Recognised, recogniseLike } from './recognise-file.ts'
import { recordPlans } from './record-plans.ts'
import type { Unreadable } from './salvage.ts'
import { sampleEach } from './sample-lines.ts'

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
  const before = new Map<string, Recognised>()
  const newest = lastWritten(theCase, files)
  for await (const { file, lines, error } of sampleEach(theCase, files)) {
    if (error !== null) {
      damaged.push({ file, error })
      continue
    }
    const config = declaredFor(theCase, file)
    const name = nameOf({ file, config })
    const about = { modified: newest.get(name) }
    try {
      const key = JSON.stringify([name, config])
      const best = recogniseLike(before.get(key), lines, config, about)
      if (best !== null) {
        before.set(key, best)
        recognised.push({ file, config, about, recognised: best })
      } else {
        unread.push(file)
        problems.push(noFormat(file, lines))
      }
    } catch (wrong) {
      problems.push(problemOf(file, wrong))
    }
  }
  const groups = chooseCredentials(await planGroups(theCase, await withHeaders(theCase, recognised)))
  return { plans: recordPlans(theCase, groups), unread, damaged, problems }
}

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

const noFormat = (file: ManifestFile, lines: readonly string[]): Message => {
  const path = evidenceName(file)
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0) return { code: 'ingest/blank', values: { path } }
  const shown = written.slice(0, SHOWN).map((line) => JSON.stringify(line.slice(0, 160)))
  return {
    code: 'ingest/no-format',
    values: { path, tried: SOURCES.map(({ id }) => id).join(', '), lines: shown.join(' ') },
  }
}
