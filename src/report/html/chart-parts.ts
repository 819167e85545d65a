import type { Report } from '../../domain/report-model.ts'
import { formatTimeWithOffset, millisecondsOf } from '../../text/format-time.ts'
import { displayWidth } from '../display-width.ts'
import { html, type Markup, NOTHING } from './markup.ts'
import { round, type TimeAxis, ticks } from './time-axis.ts'

/** Width of every picture, in its own units; the page scales it. */
export const WIDTH = 1080
export const LEFT = 132
export const RIGHT = WIDTH - 12

/** A narrow mark must still be seen. */
const THINNEST = 2.5

export const xAxis = (axis: TimeAxis, top: number, bottom: number): Markup =>
  html`<g class="axis">${ticks(axis).map(({ x, label }) => html`<line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/><text x="${x}" y="${bottom + 16}">${label}</text>`)}<text class="zone" x="${LEFT - 28}" y="${bottom + 16}">${shortZone(axis.zone)}</text></g>`

export const hatch = (id: string): Markup =>
  html`<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>`

export const band = (axis: TimeAxis, from: string, to: string, y: number, height: number, style: string): Markup => {
  const left = axis.x(millisecondsOf(from) ?? axis.from)
  const right = axis.x(millisecondsOf(to) ?? axis.to)
  const width = Math.max(round(right - left), THINNEST)
  return html`<rect class="${style}" x="${Math.min(left, RIGHT - width)}" y="${y}" width="${width}" height="${height}"/>`
}

/** Gaps of logs of requests, hatched. */
export const gapBands = (
  { coverage }: Report,
  axis: TimeAxis,
  y: number,
  height: number,
  pattern: string,
): readonly Markup[] =>
  coverage
    .filter(({ log }) => log !== 'auth')
    .flatMap(({ holes }) =>
      holes.map(({ from, to }) => html`<g fill="url(#${pattern})">${band(axis, from, to, y, height, 'gap')}</g>`),
    )

/** When the first confirmed event was, or else the first likely one. */
export const sinceMark = (
  { sinceWhen, case: { zone } }: Report,
  axis: TimeAxis,
  top: number,
  bottom: number,
): Markup => {
  const moment = sinceWhen?.firstConfirmed ?? sinceWhen?.firstLikely
  const at = moment === null || moment === undefined ? null : millisecondsOf(moment.time)
  if (moment === null || moment === undefined || at === null) return NOTHING
  const x = axis.x(at)
  const anchorEnd = x > WIDTH - 200
  return html`<g class="since"><line x1="${x}" x2="${x}" y1="${top - 6}" y2="${bottom}"/><text x="${anchorEnd ? x - 6 : x + 6}" y="${top}" text-anchor="${anchorEnd ? 'end' : 'start'}">${formatTimeWithOffset(moment.time, zone)}</text></g>`
}

/** Columns of letters that fit left of a picture; a Korean letter takes two. */
const NAME_COLUMNS = 16

/** Shortened in the middle, for paths differ at their ends; the whole name stands in the tables. */
export const shortName = (name: string, columns: number = NAME_COLUMNS): string => {
  if (displayWidth(name) <= columns) return name
  const characters = Array.from(name)
  const half = (from: readonly string[]): number => {
    let length = 0
    while (displayWidth(from.slice(0, length + 1).join('')) <= (columns - 1) / 2) length += 1
    return length
  }
  const head = characters.slice(0, half(characters))
  const tail = characters.slice(characters.length - half(characters.toReversed()))
  return `${head.join('')}…${tail.join('')}`
}

/** The page's head says the zone in full; beside an axis `Buenos_Aires` will do for `America/Argentina/Buenos_Aires`. */
const ZONE_COLUMNS = 13
const shortZone = (zone: string): string =>
  shortName(displayWidth(zone) <= ZONE_COLUMNS ? zone : (zone.split('/').at(-1) ?? zone), ZONE_COLUMNS)
