import { buildDetection } from './build-rule.ts'
import { resolveCorrelations } from './correlation/resolve.ts'
import type { Correlation } from './correlation/model.ts'
import type { Expr } from './detection/expr.ts'
import { NO_PLACEHOLDERS, type Placeholders } from './detection/placeholders.ts'
import type { FilterDocument, RuleDocument, SigmaDocument } from './document/model.ts'
import { readDocuments, type Rejected } from './document/read-documents.ts'
import { applyFilters } from './filter.ts'
import { applyPipelines } from './pipeline/apply-pipeline.ts'
import type { Pipeline } from './pipeline/model.ts'
import { inOrder, Problems, showPlace, type SigmaProblem } from './problem.ts'
import type { RuleFile } from './rule-file.ts'
import { keyOf, type Rule } from './rule.ts'

export interface RuleSetOptions {
  readonly pipelines?: readonly Pipeline[]
  readonly placeholders?: Placeholders
  /** See `BuildOptions`. */
  readonly strictNeq?: boolean
  /** Names of taxonomies whose fields the sources know. A rule in another must be transformed first. */
  readonly taxonomies?: readonly string[]
}

export interface RuleSet {
  readonly rules: readonly Rule[]
  /** Those that others refer to come first. */
  readonly correlations: readonly Correlation[]
  readonly filters: readonly FilterDocument[]
  readonly problems: readonly SigmaProblem[]
  /** Documents with an error: not run. */
  readonly rejected: readonly Rejected[]
}

/** All rules of all files. A document with an error is left out and named; nothing throws. */
export const buildRuleSet = (files: readonly RuleFile[], options: RuleSetOptions = {}): RuleSet => {
  const problems = new Problems()
  const read = files.map(({ path, text }) => readDocuments(text, path, problems))
  const rejected: Rejected[] = read.flatMap((file) => [...file.rejected])
  const documents = unique(
    read.flatMap((file) => file.documents),
    options,
    rejected,
    problems,
  )
  const ofKind = <Kind extends SigmaDocument['kind']>(kind: Kind): readonly Extract<SigmaDocument, { kind: Kind }>[] =>
    documents.filter((document): document is Extract<SigmaDocument, { kind: Kind }> => document.kind === kind)
  const reject = (document: SigmaDocument): void => {
    rejected.push(headOf(document))
  }
  const built = ofKind('rule').flatMap((document) => buildRule(document, options, problems, reject) ?? [])
  const filters = ofKind('filter')
  const builtFilters = filters.flatMap((document) => buildFilter(document, options, problems, reject) ?? [])
  const rules = applyFilters(built, builtFilters, rejected, problems)
  const correlations = resolveCorrelations(ofKind('correlation'), rules, rejected, problems)
  return { rules, correlations, filters, problems: inOrder(problems.all), rejected }
}

const headOf = ({ meta, place }: SigmaDocument): Rejected => ({
  title: meta.title,
  id: meta.id,
  name: meta.name,
  place,
})

/** Ids and names must be unique over all kinds; the first keeps it. Also turns away unknown taxonomies. */
const unique = (
  documents: readonly SigmaDocument[],
  { taxonomies = ['sigma'] }: RuleSetOptions,
  rejected: Rejected[],
  problems: Problems,
): readonly SigmaDocument[] => {
  const seen = new Map<string, SigmaDocument>()
  return documents.filter((document) => {
    const { meta, place } = document
    const before = problems.errors
    const idTwin = meta.id === '' ? undefined : seen.get(meta.id)
    const nameTwin = meta.name === '' ? undefined : seen.get(meta.name)
    if (idTwin !== undefined) problems.add('sigma/id-duplicate', place, { id: meta.id, other: showPlace(idTwin.place) })
    else if (nameTwin !== undefined)
      problems.add('sigma/name-duplicate', place, { name: meta.name, other: showPlace(nameTwin.place) })
    if (!taxonomies.includes(meta.taxonomy))
      problems.add('sigma/taxonomy-unknown', place, { taxonomy: meta.taxonomy, known: taxonomies.join(', ') })
    const stands = problems.errors === before
    if (!stands) rejected.push(headOf(document))
    else for (const reference of [meta.id, meta.name]) if (reference !== '') seen.set(reference, document)
    return stands
  })
}

const build = <Document extends RuleDocument | FilterDocument>(
  document: Document,
  options: RuleSetOptions,
  problems: Problems,
  reject: (document: SigmaDocument) => void,
): { readonly document: Document; readonly expr: Expr } | null => {
  const before = problems.errors
  const { placeholders = NO_PLACEHOLDERS, pipelines = [], strictNeq = false } = options
  const processed = applyPipelines(document, pipelines, placeholders, problems)
  const expr =
    problems.errors > before
      ? null
      : buildDetection(
          processed.document.detection,
          document.place,
          { placeholders: processed.placeholders, strictNeq },
          problems,
        )
  if (expr === null) reject(document)
  return expr === null ? null : { document: processed.document, expr }
}

const buildRule = (
  document: RuleDocument,
  options: RuleSetOptions,
  problems: Problems,
  reject: (document: SigmaDocument) => void,
): Rule | null => {
  const built = build(document, options, problems, reject)
  return built === null ? null : { ...built, key: keyOf(document), filters: [] }
}

const buildFilter = build<FilterDocument>
