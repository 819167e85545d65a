import type { Report } from '../../src/domain/report-model.ts'
import { summarise } from '../../src/report/summarise.ts'
import type { Locale } from '../../src/text/locale.ts'
import { say } from '../../src/text/say.ts'

/** The sentences that a minister reads, one text for each heading. */
export const summaryOf = (report: Report, locale: Locale): readonly string[] =>
  summarise(report).map(({ sentences }) =>
    sentences.map(({ message }) => say(locale, message, report.case.zone)).join(' '),
  )
