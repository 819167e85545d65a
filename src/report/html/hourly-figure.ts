import type { Report } from '../../domain/report-model.ts'
import { groupDigits } from '../../text/format-number.ts'
import { LOCALES, type Locale } from '../../text/locale.ts'
import { label } from '../../text/say.ts'
import { gapBands, hatch, LEFT, RIGHT, sinceMark, WIDTH, xAxis } from './chart-parts.ts'
import { hourlyBins, largest } from './hourly-bins.ts'
import { html, type Markup, NOTHING, raw } from './markup.ts'
import { HOUR, round, type TimeAxis, timeAxis } from './time-axis.ts'
import { inBoth } from './view.ts'

const PANEL = 150
const GAP = 34
const TOP = 36
const AXIS = 26

/**
 * Two panels with one time axis and a scale each: an actor of one request in thousands is seen all the same. Where no
 * actor was found there is one panel.
 */
export const hourlyFigure = (report: Report): Markup | null => {
  const axis = timeAxis(report, LEFT, RIGHT)
  if (axis === null || report.hourly.length === 0) return null
  const { hours, actor, everybody } = hourlyBins(report.hourly, axis)
  const most = { actor: largest(actor), everybody: largest(everybody) }
  const clean = most.actor === 0n
  const texts = clean ? CLEAN : FOUND
  const values = (locale: Locale) => ({
    bin: label(locale, 'label/bin-hours', { n: hours }),
    actor: groupDigits(most.actor),
    everybody: groupDigits(most.everybody),
  })
  const last = clean ? TOP : TOP + PANEL + GAP
  return html`<figure>
<figcaption>${inBoth((locale) => html`${label(locale, texts.note, values(locale))}`)}</figcaption>
<div class="wide" tabindex="0" role="group"><svg class="chart" viewBox="0 0 ${WIDTH} ${last + PANEL + AXIS}" role="img" aria-labelledby="hourly-figure-title hourly-figure-desc">
<title id="hourly-figure-title">${bothLines((locale) => label(locale, texts.title))}</title>
<desc id="hourly-figure-desc">${bothLines((locale) => label(locale, texts.desc, values(locale)))}</desc>
${hatch('hatch-hourly')}
${xAxis(axis, TOP, last + PANEL)}
${clean ? NOTHING : html`${gapBands(report, axis, TOP, PANEL, 'hatch-hourly')}${panel(axis, 'label/panel-actor', 'actor', actor, hours, TOP)}`}
${gapBands(report, axis, last, PANEL, 'hatch-hourly')}
${panel(axis, 'label/panel-everybody', 'everybody', everybody, hours, last)}
${sinceMark(report, axis, 14, TOP + PANEL)}
</svg></div>
</figure>`
}

const FOUND = { title: 'label/hourly-title', desc: 'label/hourly-desc', note: 'label/hourly-note' } as const
const CLEAN = {
  title: 'label/hourly-title-clean',
  desc: 'label/hourly-desc-clean',
  note: 'label/hourly-note-clean',
} as const

/** A title holds plain text only, so both languages stand in it one after the other. */
const bothLines = (make: (locale: Locale) => string): Markup => html`${make('en')} / ${make('ko')}`

const panel = (
  axis: TimeAxis,
  code: 'label/panel-actor' | 'label/panel-everybody',
  style: string,
  values: readonly bigint[],
  hours: number,
  top: number,
): Markup => {
  const bottom = top + PANEL
  const scale = roundUp(Number(largest(values)))
  const y = (value: number): number => round(bottom - (value / scale) * PANEL)
  const grid = [0, 0.5, 1].map((part) => {
    const value = part * scale
    return html`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(value)}" y2="${y(value)}"/><text class="value" x="${LEFT - 10}" y="${y(value) + 4}">${groupDigits(value)}</text>`
  })
  return html`<g>${grid}${title(code, style, top)}<path class="bars ${style}" d="${raw(barsPath(axis, values, hours, bottom, y))}"/></g>`
}

const title = (code: 'label/panel-actor' | 'label/panel-everybody', style: string, top: number): Markup =>
  html`${LOCALES.map((locale) => html`<text class="panel-title ${style}" lang="${locale}" x="${LEFT}" y="${top - 7}">${label(locale, code)}</text>`)}`

/** One path for all bars of a panel; empty bins take no bytes. */
const barsPath = (
  axis: TimeAxis,
  values: readonly bigint[],
  hours: number,
  bottom: number,
  y: (value: number) => number,
): string =>
  values
    .map((value, i) => {
      if (value === 0n) return ''
      const left = axis.x(axis.from + i * hours * HOUR)
      const right = axis.x(axis.from + (i + 1) * hours * HOUR)
      const top = Math.min(y(Number(value)), bottom - 1)
      return `M${left} ${bottom}V${round(top)}H${round(Math.max(right - 0.2, left + 0.8))}V${bottom}Z`
    })
    .join('')

/** The next round number whose half is a whole number too. */
const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 20].map((step) => step * power)
  return steps.find((step) => step >= value && step % 2 === 0) ?? value
}
