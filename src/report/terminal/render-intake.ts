import type { Message, Report } from '../../domain/report-model.ts'
import type { FileLedger, SourcePlan } from '../../domain/source-plan.ts'
import { filesSection, problemsSection, sourcesSection } from './evidence-sections.ts'
import { Pen, type TerminalOptions } from './pen.ts'

export interface Intake {
  readonly ledger: readonly FileLedger[]
  readonly plans: readonly SourcePlan[]
  readonly problems: readonly Message[]
}

/**
 * What was received: the ledger of lines, how every source was read, and what stood in the way. Where nothing at all was
 * read, that is the end of the run, and told as such.
 */
export const renderIntake = ({ ledger, plans, problems }: Intake, options: TerminalOptions, zone: string): string => {
  const pen = new Pen(options, zone)
  const sections = [
    ledger.length === 0 ? '' : filesSection({ files: ledger, totals: totalsOf(ledger) }, pen),
    plans.length === 0 ? '' : sourcesSection({ sources: plans }, pen),
    ledger.some(({ parsed }) => parsed > 0n) ? problemsSection({ problems }, pen) : '',
  ]
  return sections
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('\n')
}

const totalsOf = (ledger: readonly FileLedger[]): Report['totals'] => {
  const sum = (what: 'received' | 'parsed' | 'rejected' | 'duplicates'): Report['totals']['received'] => ({
    value: ledger.reduce((total, file) => total + file[what], 0n),
    certificate: '',
  })
  return {
    received: sum('received'),
    parsed: sum('parsed'),
    rejected: sum('rejected'),
    duplicates: sum('duplicates'),
  }
}
