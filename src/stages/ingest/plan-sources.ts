import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { SOURCES } from '../../sources/index.ts'
import { SourceProblem } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import { chooseCredentials } from './choose-credentials.ts'
import { planGroups, type RecognisedFile } from './group-files.ts'
import { declaredFor, recogniseLines } from './recognise-file.ts'
import { recordPlans } from './record-plans.ts'
import { sampleLines } from './sample-lines.ts'

export interface PlannedFiles {
  readonly plans: ReadonlyMap<number, SourcePlan>
  readonly problems: readonly Message[]
}

/** Decides for every file how it is read, and records one plan per source. */
export const planSources = async (theCase: Case, files: readonly ManifestFile[]): Promise<PlannedFiles> => {
  const recognised: RecognisedFile[] = []
  const problems: Message[] = []
  for (const file of files) {
    const config = declaredFor(theCase, file)
    try {
      const lines = await sampleLines(theCase, file)
      const best = recogniseLines(lines, config)
      if (best === null) problems.push(noFormat(file, lines))
      else recognised.push({ file, config, recognised: best })
    } catch (error) {
      problems.push(problemOf(file, error))
    }
  }
  const groups = chooseCredentials(await planGroups(theCase, recognised))
  return { plans: recordPlans(theCase, groups), problems }
}

const problemOf = (file: ManifestFile, error: unknown): Message => {
  if (error instanceof SourceProblem) return { code: error.code, values: error.values }
  return {
    code: 'acquire/unreadable',
    values: { path: evidenceName(file), reason: error instanceof Error ? error.message : String(error) },
  }
}

const SHOWN = 3

const noFormat = (file: ManifestFile, lines: readonly string[]): Message => ({
  code: 'ingest/no-format',
  values: {
    path: evidenceName(file),
    tried: SOURCES.map(({ id }) => id).join(', '),
    lines: lines
      .slice(0, SHOWN)
      .map((line) => JSON.stringify(line.slice(0, 160)))
      .join(' '),
  },
})
