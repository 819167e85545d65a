import type { SourceConfig } from '../../domain/case-config.ts'
import { matchesGlob } from '../../domain/glob.ts'
import type { ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { SOURCES } from '../../sources/index.ts'
import { type Recognition, SourceProblem } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import type { Json } from '../../store/case-store.ts'
import { chooseCredentials, type Planned } from './choose-credentials.ts'
import { sampleLines } from './sample-lines.ts'
import { sourceName } from './source-name.ts'

export interface PlannedFiles {
  readonly plans: ReadonlyMap<number, SourcePlan>
  readonly problems: readonly Message[]
}

/** Decides for every file how it is read, and records one plan per source. */
export const planSources = async (theCase: Case, files: readonly ManifestFile[]): Promise<PlannedFiles> => {
  const planned: Planned[] = []
  const problems: Message[] = []
  for (const file of files) {
    const config = theCase.config.sources?.find((source) =>
      matchesGlob(source.match, file.member === null ? file.path : `${file.path}/${file.member}`),
    )
    try {
      const lines = await sampleLines(theCase, file, files)
      const best = recogniseBest(lines, config)
      if (best === null) problems.push(noFormat(file, lines))
      else planned.push({ file, recognition: best.recognition, plan: planOf(file, config, best) })
    } catch (error) {
      problems.push(problemOf(file, error))
    }
  }
  const chosen = chooseCredentials(planned, theCase.config)
  return { plans: recordPlans(theCase, chosen), problems }
}

const problemOf = (file: ManifestFile, error: unknown): Message => {
  if (error instanceof SourceProblem) return { code: error.code, values: error.values }
  return {
    code: 'acquire/unreadable',
    values: { path: file.path, reason: error instanceof Error ? error.message : String(error) },
  }
}

interface Best {
  readonly kind: string
  readonly recognition: Recognition
}

const recogniseBest = (lines: readonly string[], config: SourceConfig | undefined): Best | null => {
  const kinds = SOURCES.filter((source) => config?.kind === undefined || source.id === config.kind)
  const found = kinds.flatMap((source): readonly Best[] => {
    const recognition = source.recognise(lines, config)
    return recognition === null || recognition.confidence <= 0 ? [] : [{ kind: source.id, recognition }]
  })
  return found.reduce<Best | null>(
    (best, next) => (best === null || next.recognition.confidence > best.recognition.confidence ? next : best),
    null,
  )
}

const planOf = (file: ManifestFile, config: SourceConfig | undefined, { kind, recognition }: Best): SourcePlan => ({
  name: config?.name ?? sourceName(file),
  kind,
  format: recognition.format,
  host: config?.host ?? '',
  zone: recognition.zone,
  zoneFrom: recognition.zoneFrom,
  log: config?.log ?? recognition.log,
  fields: recognition.fields,
  actions: recognition.actions,
})

const SHOWN = 3

const noFormat = (file: ManifestFile, lines: readonly string[]): Message => ({
  code: 'ingest/no-format',
  values: {
    path: file.path,
    tried: SOURCES.map(({ id }) => id).join(', '),
    lines: lines
      .slice(0, SHOWN)
      .map((line) => JSON.stringify(line.slice(0, 160)))
      .join(' '),
  },
})

/** Files of one name and one way of reading share a plan; a name that is taken by another way of reading gets a number. */
const recordPlans = (theCase: Case, planned: readonly Planned[]): ReadonlyMap<number, SourcePlan> => {
  const byName = new Map(theCase.store.list('plan').map(({ key, body }) => [key, body as unknown as SourcePlan]))
  const plans = new Map<number, SourcePlan>()
  for (const { file, plan } of planned) {
    let name = plan.name
    for (let n = 2; !fits(byName.get(name), plan); n++) name = `${plan.name} (${n})`
    const kept = byName.get(name) ?? { ...plan, name }
    byName.set(name, kept)
    plans.set(file.number, kept)
  }
  for (const [name, plan] of byName) theCase.store.put('plan', name, plan as unknown as Json)
  return plans
}

/** The fields guessed from one file's sample may be fewer than another's; the way of reading is what must be equal. */
const fits = (known: SourcePlan | undefined, plan: SourcePlan): boolean =>
  known === undefined ||
  (known.kind === plan.kind &&
    known.format === plan.format &&
    known.zone === plan.zone &&
    known.host === plan.host &&
    known.log === plan.log &&
    Object.entries(plan.fields).every(
      ([field, origin]) => known.fields[field as keyof SourcePlan['fields']]?.from === origin.from,
    ))
