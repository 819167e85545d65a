import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Scene } from '../detections/scene.ts'
import type { Count, Report } from '../domain/report-model.ts'
import { handedOver, readBesides } from '../domain/hand-over.ts'
import type { ManifestFile } from '../domain/manifest.ts'
import type { ClockSkew, ReadLines, SourceCoverage, SourcePlan } from '../domain/source-plan.ts'
import { openApiRoutes } from '../domain/openapi-categories.ts'
import { derivedIn } from '../engine/lake.ts'
import { bind, type Sql, sql } from '../engine/sql.ts'
import { evidenceDigest } from '../seal/merkle.ts'
import type { Case } from '../store/case.ts'
import type { DocumentKind } from '../store/case-store.ts'
import { administration } from './administration.ts'
import { assessImpact } from './assess-impact.ts'
import { Certifier, DERIVED_DATABASE } from './certifier.ts'
import { conclude } from './conclude.ts'
import { detect } from './detect.ts'
import { hourlyPicture, reconstructActors, sinceWhen } from './reconstruct.ts'
import { entryVectors } from './reconstruct/entry-vectors.ts'
import { clearedInLogs } from './report/cleared.ts'
import { detectionOutcomes } from './report/detection-outcomes.ts'
import { verdictOf } from './report/verdict.ts'
import { dayStartIn, unshownIn } from './measure-coverage.ts'
import { problemsOf } from './problems.ts'
import { PROGRAM } from './program.ts'
import { refusedLogIns } from './refused-log-ins.ts'
import { sigmaFindings } from './sigma/sigma-findings.ts'
import { weighHypotheses } from './weigh-hypotheses.ts'

export interface ComposeOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Where derived tables go; `mapae verify` computes into another database. */
  readonly database?: string | undefined
  readonly progress?: ((step: string) => void) | undefined
}

/** events → report: detect, conclude, reconstruct, assess impact; every number certified on the way. */
export const composeReport = async (theCase: Case, options: ComposeOptions = {}): Promise<Report> => {
  const scene = sceneOf(theCase, options)
  const read = documents<ReadLines>(theCase, 'lines').map(asLedger)
  const manifest = documents<ManifestFile>(theCase, 'file')
  const besides = readBesides(manifest, new Set(read.map(({ file }) => file)))
  const evidence = evidenceDigest(manifest.filter((file) => file.sameAs === null))
  const certifier = new Certifier(scene, evidence, await theCase.engine.version())
  const step = options.progress ?? (() => undefined)
  step('detect')
  const looked = await detect(scene)
  step('conclude')
  const judged = await conclude(scene)
  step('reconstruct')
  const actors = await reconstructActors(scene, certifier)
  const paths = new Map(manifest.map((file) => [file.number, file.path]))
  const since = await sinceWhen(scene, certifier, paths)
  step('assess-impact')
  const impact = await assessImpact(scene, certifier)
  const detections = await detectionOutcomes(scene, certifier, looked)
  const problems = problemsOf(theCase)
  const acts = await administration(scene, certifier, since, paths)
  const found = { actors, detections, coverage: scene.coverage, problems, administration: acts }
  const hypotheses = await weighHypotheses(scene, found, since)
  step('report')
  const sigma = await sigmaFindings(theCase, scene, certifier)
  return {
    schema: 'mapae/report/1',
    program: PROGRAM,
    engine: await theCase.engine.version(),
    case: { name: theCase.config.name ?? '', zone: theCase.config.zone ?? 'UTC', from: scene.from, to: scene.to },
    evidence,
    files: handedOver(manifest, read),
    problems,
    sources: documents<SourcePlan>(theCase, 'plan'),
    coverage: scene.coverage,
    clocks: scene.clocks,
    totals: await totals(certifier, besides),
    verdict: await verdictOf(scene, detections, actors, impact.accounts.possible.value),
    detections,
    cleared: [...judged.cleared, ...(await clearedInLogs(scene))],
    actors,
    sinceWhen: since,
    entryVectors: await entryVectors(scene, actors),
    hypotheses,
    impact,
    refusedLogIns: await refusedLogIns(scene, certifier, paths),
    administration: acts,
    sigma,
    hourly: await hourlyPicture(scene),
    certificates: certifier.certificates,
  }
}

export const sceneOf = (theCase: Case, options: ComposeOptions): Scene => ({
  engine: theCase.engine,
  derived: derivedIn(options.database ?? DERIVED_DATABASE),
  config: theCase.config,
  openApi:
    theCase.config.openapi === undefined ? [] : openApiRoutes(parse(readFileSync(theCase.config.openapi, 'utf8'))),
  retired: theCase.tokenKeys.keys.flatMap(({ kid, retired }) =>
    retired === null || kid === '' ? [] : [{ kid, at: Math.floor(Date.parse(retired) / 1000) }],
  ),
  plans: plansOf(theCase),
  coverage: documents<SourceCoverage>(theCase, 'coverage').map((coverage) => ({
    ...coverage,
    events: BigInt(coverage.events),
  })),
  clocks: documents<ClockSkew>(theCase, 'clock').map((clock) => ({ ...clock, pairs: BigInt(clock.pairs) })),
  dayStart: dayStartIn(theCase),
  from: options.from ?? null,
  to: options.to ?? null,
})

/**
 * The plans as their events bear them out: a log of requests with a place for the account or the credential, and nothing in it,
 * has none, whoever knows that place; but what people declared stands.
 */
const plansOf = (theCase: Case): readonly SourcePlan[] => {
  const { principal, credential } = unshownIn(theCase)
  const dropped = (plan: SourcePlan): readonly string[] => [
    ...(principal.includes(plan.name) ? ['principal'] : []),
    ...(credential.includes(plan.name) ? ['credential'] : []),
  ]
  return documents<SourcePlan>(theCase, 'plan').map((plan) =>
    plan.log === 'access'
      ? {
          ...plan,
          fields: Object.fromEntries(
            Object.entries(plan.fields).filter(
              ([field, { how }]) => how === 'declared' || !dropped(plan).includes(field),
            ),
          ),
        }
      : plan,
  )
}

/** Documents as their stage wrote them; bigints come back as decimal text. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each kind has the type that its stage wrote
const documents = <T>(theCase: Case, kind: DocumentKind): readonly T[] =>
  theCase.store.list(kind).map(({ body }) => body as unknown as T)

const asLedger = (file: ReadLines): ReadLines => ({
  ...file,
  bytes: BigInt(file.bytes),
  received: BigInt(file.received),
  parsed: BigInt(file.parsed),
  rejected: BigInt(file.rejected),
  duplicates: BigInt(file.duplicates),
})

/** Lines of `besides`, one file for every time its bytes were handed in once more, are received again and duplicates. */
const totals = async (certifier: Certifier, besides: readonly number[]): Promise<Report['totals']> => {
  const count = async (
    what: 'received' | 'parsed' | 'rejected' | 'duplicate',
    query: Parameters<Certifier['counts']>[2],
  ): Promise<Count> => {
    const id = `lines/${what}`
    const row = await certifier.counts(id, { code: `count/lines-${what}`, values: {} }, query)
    return { value: row['n'] ?? 0n, certificate: id }
  }
  return {
    received: await count('received', sql`SELECT ${plus(sql`count()`, besides)} AS n FROM evidence.log_line`),
    parsed: await count('parsed', sql`SELECT count() AS n FROM evidence.event`),
    rejected: await count('rejected', sql`SELECT count() AS n FROM evidence.log_line WHERE reject != ''`),
    duplicates: await count('duplicate', sql`SELECT ${plus(sql`count()`, besides)} AS n FROM evidence.duplicate`),
  }
}

const plus = (lines: Sql, besides: readonly number[]): Sql =>
  besides.length === 0
    ? lines
    : sql`${lines} + (
      SELECT sum(of_file * arrayCount(same -> same = file, ${bind('Array(UInt32)', besides)}))
      FROM (SELECT file, count() AS of_file FROM evidence.log_line GROUP BY file))`
