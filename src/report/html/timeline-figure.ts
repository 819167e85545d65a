import type { Actor, Report } from '../../domain/report-model.ts'
import type { SourceCoverage } from '../../domain/source-plan.ts'
import { label } from '../../text/say.ts'
import { band, hatch, LEFT, RIGHT, shortName, sinceMark, WIDTH, xAxis } from './chart-parts.ts'
import { html, type Markup, NOTHING } from './markup.ts'
import { type TimeAxis, timeAxis } from './time-axis.ts'
import type { View } from './view.ts'

const LANE = 26
const BAR = 14
const TOP = 26

/** One lane a source (what its log covers, gaps hatched) and one an actor (trial, bursts, pauses). */
export const timelineFigure = (report: Report, view: View): Markup | null => {
  const axis = timeAxis(report, LEFT, RIGHT)
  if (axis === null || report.coverage.length + report.actors.length === 0) return null
  const bottom = TOP + LANE * (report.coverage.length + report.actors.length) + 6
  return html`<figure>
<div class="wide" tabindex="0" role="group"><svg class="chart" viewBox="0 0 ${WIDTH} ${bottom + 24}" role="img" aria-labelledby="timeline-figure-title timeline-figure-desc">
<title id="timeline-figure-title">${label('en', 'label/timeline')} / ${label('ko', 'label/timeline')}</title>
<desc id="timeline-figure-desc">${label('en', 'label/timeline-desc')} / ${label('ko', 'label/timeline-desc')}</desc>
${hatch('hatch-timeline')}
${xAxis(axis, TOP - 6, bottom)}
${report.coverage.map((source, i) => sourceLane(axis, source, TOP + LANE * i))}
${report.actors.map((actor, i) => actorLane(axis, actor, TOP + LANE * (report.coverage.length + i)))}
${sinceMark(report, axis, 16, bottom)}
</svg></div>
<figcaption class="legend">${legend(view, report)}</figcaption>
</figure>`
}

const laneName = (name: string, y: number, style: string): Markup =>
  html`<text class="lane ${style}" x="${LEFT - 10}" y="${y + BAR - 3}">${shortName(name)}</text>`

const sourceLane = (
  axis: TimeAxis,
  { source, first, last, holes }: SourceCoverage,
  y: number,
): Markup => html`<g>${laneName(source, y, 'source')}${band(axis, first, last, y, BAR, 'covered')}${holes.map(({ from, to }) => html`${band(axis, from, to, y, BAR, 'uncovered')}<g fill="url(#hatch-timeline)">${band(axis, from, to, y, BAR, 'gap')}</g>`)}</g>
`

const actorLane = (axis: TimeAxis, { id, phases, first, last }: Actor, y: number): Markup => {
  const shown = phases.length > 0 ? phases : [{ kind: 'burst', from: first, to: last } as const]
  return html`<g>${laneName(id, y, 'actor')}${shown.map(({ kind, from, to }) =>
    kind === 'pause'
      ? band(axis, from, to, y + BAR / 2 - 1, 2, 'phase pause')
      : band(axis, from, to, y, BAR, `phase ${kind}`),
  )}</g>
`
}

const legend = (view: View, { actors, sinceWhen }: Report): Markup =>
  html`${key('covered', view.label('label/key-covered'))}${key('hatched', view.label('label/key-gap'))}${
    actors.length === 0
      ? NOTHING
      : (['probe', 'burst', 'pause'] as const).map((phase) => key(phase, view.name('phase', phase)))
  }${sinceWhen === null ? NOTHING : key('since', view.label(sinceWhen.firstConfirmed === null ? 'label/first-likely' : 'label/first-confirmed'))}`

const key = (style: string, text: Markup): Markup =>
  html`<span class="item"><span class="key ${style}"></span>${text}</span> `
