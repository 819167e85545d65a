import type { Report } from '../../domain/report-model.ts'
import { label } from '../../text/say.ts'
import { html, type Markup, NOTHING, raw } from './markup.ts'
import { CONTENT_POLICY, SCRIPT } from './script.ts'
import { contents, type Section, sectionMarkup } from './section.ts'
import { actorsSection, timelineSection } from './sections/actors.ts'
import { administrationSection } from './sections/administration.ts'
import { certificatesSection } from './sections/certificates.ts'
import { coverageSection, filesSection, sourcesSection } from './sections/evidence.ts'
import { clearedSection, detectionsSection, vectorsSection } from './sections/findings.ts'
import { hourlySection } from './sections/hourly.ts'
import { hypothesesSection } from './sections/hypotheses.ts'
import { impactSection, untouchedSection } from './sections/impact.ts'
import { refusedLogInsSection } from './sections/refused-log-ins.ts'
import { sigmaSection } from './sections/sigma.ts'
import { summarySection } from './sections/summary.ts'
import { STYLE } from './style.ts'
import { View } from './view.ts'

const SECTIONS: readonly ((report: Report, view: View) => Section)[] = [
  timelineSection,
  hourlySection,
  impactSection,
  vectorsSection,
  hypothesesSection,
  actorsSection,
  untouchedSection,
  detectionsSection,
  clearedSection,
  refusedLogInsSection,
  administrationSection,
  sigmaSection,
  filesSection,
  sourcesSection,
  coverageSection,
  certificatesSection,
]

/** One self-contained file that asks nothing of any network. The same report gives the same bytes. */
export const renderHtml = (report: Report): string => {
  const view = new View(report)
  const sections = SECTIONS.map((make) => make(report, view))
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(CONTENT_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${[report.case.name, label('en', 'label/title'), label('ko', 'label/title')].filter((text) => text !== '').join(' · ')}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#summary">${view.label('label/skip-to-content')}</a>
<fieldset class="languages"><legend>Language / 언어</legend><input type="radio" name="language" id="choose-en" checked><label for="choose-en">English</label><input type="radio" name="language" id="choose-ko"><label for="choose-ko">한국어</label></fieldset>
${header(report, view)}
<main>
${sectionMarkup(view, summarySection(report, view))}${contents(view, sections)}
${sections.map((section) => sectionMarkup(view, section))}</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`
  return page.text
}

const header = (report: Report, view: View): Markup => {
  const { name, zone, from, to } = report.case
  const period =
    from === null && to === null
      ? view.label('label/whole-logs')
      : html`${from === null ? '…' : view.exactTime(from)} – ${to === null ? '…' : view.exactTime(to)}`
  const facts = [
    [view.label('label/case'), html`${name}`],
    [view.label('label/period'), period],
    [view.label('label/zone'), html`${zone}`],
    [view.label('label/evidence-digest'), html`<code class="digest">${report.evidence}</code>`],
    [view.label('label/program'), html`${report.program}, ClickHouse ${report.engine}`],
  ] as const
  return html`<header>
<h1>${view.label('label/title')}</h1>
<dl>${facts.map(([term, fact]) => (fact.text === '' ? NOTHING : html`<div><dt>${term}</dt><dd>${fact}</dd></div>`))}</dl>
</header>`
}
