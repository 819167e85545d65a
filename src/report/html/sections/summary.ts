import type { Report } from '../../../domain/report-model.ts'
import { summarise } from '../../summarise.ts'
import { html, NOTHING } from '../markup.ts'
import type { Section } from '../section.ts'
import type { View } from '../view.ts'

/** The verdict large, then one line a question. */
export const summarySection = (report: Report, view: View): Section => {
  const [verdict, ...lines] = summarise(report)
  const sentences = (line: (typeof lines)[number]) =>
    line.sentences.map((sentence, i) => html`${i === 0 ? '' : ' '}${view.sentence(sentence)}`)
  const body = html`${verdict === undefined ? NOTHING : html`<p class="verdict ${report.verdict.level ?? report.verdict.answer}">${sentences(verdict)}</p>`}
<dl class="summary">
${lines.map(
  (line) => html`<div><dt>${view.label(line.heading)}</dt><dd>${sentences(line)}</dd></div>
`,
)}</dl>`
  return { id: 'summary', title: 'label/summary', body }
}
