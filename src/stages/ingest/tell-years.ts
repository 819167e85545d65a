import type { Message } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import type { Case } from '../../store/case.ts'
import { recordProblems, withdrawProblems } from '../problems.ts'

const CODE = 'ingest/year-assumed'
/** Sources that may read times without a year; their formats say by which day all of it was written. */
const KINDS = new Set(['syslog', 'sshd', 'log-in-messages', 'mixed', 'padded', 'prefixed'])
const DAY = /\b20\d\d-\d\d-\d\d\b/
const DAY_MS = 86_400_000

/** Says of every source whose times name no year that it follows from when the file was written, and from which day; what a person declared needs no telling. */
export const tellYears = (theCase: Case): void => {
  const found = theCase.store.list('plan').flatMap(({ body }) => messageOf(theCase, body as unknown as SourcePlan))
  const told = new Set(found.map(({ values }) => values['source']))
  withdrawProblems(theCase, ({ code, values }) => code === CODE && !told.has(values['source']))
  recordProblems(theCase, found)
}

const messageOf = (theCase: Case, { name, kind, format }: SourcePlan): readonly Message[] => {
  const after = KINDS.has(kind) ? DAY.exec(format)?.[0] : undefined
  if (after === undefined || theCase.config.sources?.some((source) => source.format === format) === true) return []
  const written = new Date(Date.parse(after) - DAY_MS).toISOString().slice(0, 10)
  return [{ code: CODE, values: { source: name, written } }]
}
