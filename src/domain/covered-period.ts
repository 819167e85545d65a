import type { SourceCoverage } from './source-plan.ts'

/** Both ends ISO 8601 UTC with microseconds; null where the period is open. `to` is no longer part of it. */
export interface PeriodLookedAt {
  readonly from: string | null
  readonly to: string | null
}

/** What the sources cover of the period: first and last event and holes cut to it; what has no part in it is left out. */
export const coveredIn = (
  coverage: readonly SourceCoverage[],
  { from, to }: PeriodLookedAt,
): readonly SourceCoverage[] => {
  if (from === null && to === null) return coverage
  const cut = <Span>(
    span: Span,
    first: string,
    last: string,
    named: (first: string, last: string) => Partial<Span>,
  ) => {
    const [begins, ends] = [later(first, from), earlier(last, to)]
    return begins > ends || begins === to ? [] : [{ ...span, ...named(begins, ends) }]
  }
  return coverage
    .flatMap((source) => cut(source, source.first, source.last, (first, last) => ({ first, last })))
    .map((source) => ({
      ...source,
      holes: source.holes.flatMap((hole) =>
        cut(hole, hole.from, hole.to, (begins, ends) => ({ from: begins, to: ends })),
      ),
    }))
}

/** From the first event of any source to the last; '' where there is no source. */
export const spanOf = (
  coverage: readonly Pick<SourceCoverage, 'first' | 'last'>[],
): { readonly from: string; readonly to: string } => {
  const [from = ''] = coverage.map(({ first }) => first).sort()
  const to = coverage.reduce((latest, { last }) => (last > latest ? last : latest), '')
  return { from, to }
}

const later = (time: string, than: string | null): string => (than !== null && than > time ? than : time)
const earlier = (time: string, than: string | null): string => (than !== null && than < time ? than : time)
