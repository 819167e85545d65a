import type { CorrelationDocument } from '../document/model.ts'
import type { Rejected } from '../document/read-documents.ts'
import type { Problems } from '../problem.ts'
import { isNamed, keyOf, type Rule } from '../rule.ts'
import { checkCorrelation, thresholdsOf } from './check-correlation.ts'
import type { Correlation, Input } from './model.ts'

/** Looks up what correlations refer to; those with a broken or circular reference are rejected and named. */
export const resolveCorrelations = (
  documents: readonly CorrelationDocument[],
  rules: readonly Rule[],
  rejected: Rejected[],
  problems: Problems,
): readonly Correlation[] => {
  const resolver = new Resolver(documents, rules, [...rejected], problems)
  for (const document of documents) {
    if (resolver.resolve(document) !== null) continue
    rejected.push({ title: document.meta.title, id: document.meta.id, name: document.meta.name, place: document.place })
  }
  return resolver.resolved
}

class Resolver {
  /** Inner ones first. */
  readonly resolved: Correlation[] = []
  readonly #documents: readonly CorrelationDocument[]
  readonly #rules: readonly Rule[]
  readonly #rejected: readonly Rejected[]
  readonly #problems: Problems
  readonly #known = new Map<CorrelationDocument, Correlation | null>()
  readonly #open: CorrelationDocument[] = []

  constructor(
    documents: readonly CorrelationDocument[],
    rules: readonly Rule[],
    rejected: readonly Rejected[],
    problems: Problems,
  ) {
    this.#documents = documents
    this.#rules = rules
    this.#rejected = rejected
    this.#problems = problems
  }

  resolve(document: CorrelationDocument): Correlation | null {
    const known = this.#known.get(document)
    if (known !== undefined) return known
    if (this.#open.includes(document)) {
      const chain = [...this.#open.slice(this.#open.indexOf(document)), document].map(({ meta }) => meta.title)
      this.#problems.add('sigma/correlation-cycle', document.place, { chain: chain.join(' → ') })
      return null
    }
    this.#open.push(document)
    const correlation = this.#build(document)
    this.#open.pop()
    this.#known.set(document, correlation)
    if (correlation !== null) this.resolved.push(correlation)
    return correlation
  }

  #build(document: CorrelationDocument): Correlation | null {
    const before = this.#problems.errors
    const found = document.rules.map(({ reference, place }) => {
      const from = this.#find(reference)
      if (from === null) this.#missing(document, reference, place)
      return from === null ? null : inputOf(document, reference, from)
    })
    const inputs = found.flatMap((input) => input ?? [])
    const correlation = { key: keyOf(document), document, inputs, thresholds: thresholdsOf(document) }
    if (inputs.length === found.length) checkCorrelation(correlation, this.#problems)
    return this.#problems.errors > before || inputs.length < found.length ? null : correlation
  }

  #find(reference: string): Input['from'] | null {
    const rule = this.#rules.find((candidate) => isNamed(candidate.document, reference))
    if (rule !== undefined) return { kind: 'rule', rule }
    const document = this.#documents.find((candidate) => isNamed(candidate, reference))
    const correlation = document === undefined ? null : this.resolve(document)
    return correlation === null ? null : { kind: 'correlation', correlation }
  }

  #missing(document: CorrelationDocument, reference: string, place: CorrelationDocument['place']): void {
    const broken = this.#rejected.some(({ id, name }) => id === reference || name === reference)
    const circular = this.#documents.some((candidate) => isNamed(candidate, reference))
    const code = broken || circular ? 'sigma/correlation-rule-broken' : 'sigma/correlation-rule-unknown'
    this.#problems.add(code, place, { reference, title: document.meta.title })
  }
}

const inputOf = (document: CorrelationDocument, reference: string, from: Input['from']): Input => {
  const meta = from.kind === 'rule' ? from.rule.document.meta : from.correlation.document.meta
  const own = (name: string): string => {
    const alias = document.aliases.get(name)
    return alias?.get(reference) ?? alias?.get(meta.name) ?? alias?.get(meta.id) ?? name
  }
  return { from, groupBy: document.groupBy.map((name) => own(name)), values: document.fields.map((name) => own(name)) }
}
