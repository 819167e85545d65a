import { forwardedIn } from '../../domain/source-plan.ts'
import type { Explanation } from '../../domain/explanation.ts'
import type { MessageCode } from '../../text/say.ts'
import { Pen, type TerminalOptions } from './pen.ts'
import { bullets, section, table } from './section.ts'

/** How one file would be read: the choice, the fields, what is missing, and the first lines as events. */
export const renderExplanation = (explanation: Explanation, options: TerminalOptions, zone: string): string => {
  const pen = new Pen(options, zone)
  const { path, problems, plan } = explanation
  const known = plan === null ? triedText(explanation, pen) : choiceText(explanation, plan, pen)
  const said = bullets(
    pen,
    problems.map((problem) => pen.say(problem)),
  )
  const blocks = [
    [pen.bold(pen.data(path)), said, known].filter((text) => text !== '').join('\n'),
    plan === null ? '' : fieldsText(plan, pen),
    missingText(explanation, pen),
    ...explanation.lines.map((line) => lineText(line, pen)),
  ]
  return `${blocks.filter((text) => text !== '').join('\n\n')}\n`
}

type Plan = NonNullable<Explanation['plan']>

const choiceText = (explanation: Explanation, plan: Plan, pen: Pen): string =>
  table(
    pen,
    ['label/what', 'label/value'],
    [
      [pen.label('label/source'), pen.data(plan.name)],
      [pen.label('label/format'), pen.data(plan.format === '' ? plan.kind : `${plan.kind}: ${plan.format}`)],
      [pen.label('label/log'), pen.name('log', plan.log)],
      [pen.label('label/time-zone'), `${pen.data(plan.zone)} (${pen.name('zone', plan.zoneFrom)})`],
      ...clientRows(plan, pen),
      [pen.label('label/parsed'), pen.label('explain/parsed', { n: explanation.parsed, of: explanation.sampled })],
      [pen.label('label/tried'), triedList(explanation)],
    ],
  )

/** Where proxies are trusted: which entry of which list, and what where there is none. */
const clientRows = (plan: Plan, pen: Pen): readonly (readonly string[])[] => {
  const { fields, proxies } = plan
  const list = forwardedIn(plan)
  const connection = fields.forwarded === undefined ? undefined : fields.src_ip?.from
  if (list === undefined || (proxies === undefined && connection === undefined)) return []
  if (proxies === undefined)
    return [
      [
        pen.label('label/client'),
        pen.label('explain/forwarded-first', { list: list.from, connection: connection ?? '' }),
      ],
    ]
  const text =
    connection === undefined
      ? pen.label('explain/forwarded-only', { n: proxies, list: list.from })
      : pen.label('explain/forwarded', { n: proxies, list: list.from, connection })
  return [[pen.label('label/client'), text]]
}

const triedText = (explanation: Explanation, pen: Pen): string => {
  const list = triedList(explanation)
  return list === '' ? '' : `${pen.label('label/tried')}: ${list}`
}

/** Those that can read anything at all. */
const triedList = ({ tried }: Explanation): string =>
  tried
    .filter(({ share }) => share > 0)
    .map(({ kind, share }) => `${kind} ${Math.floor(1000 * share) / 10} %`)
    .join(', ')

const fieldsText = ({ fields }: Plan, pen: Pen): string => {
  const rows = Object.entries(fields).map(([field, { from, how }]) => [field, pen.data(from), pen.name('how', how)])
  return section(pen, 'label/fields', table(pen, ['label/field', 'label/origin', 'label/how'], rows))
}

const missingText = ({ missing }: Explanation, pen: Pen): string =>
  missing.length === 0
    ? ''
    : section(
        pen,
        'label/missing',
        bullets(
          pen,
          missing.map((field) => `${field}: ${pen.name('missing', field)}`),
        ),
      )

const lineText = ({ line, reject, text, values }: Explanation['lines'][number], pen: Pen): string => {
  const title = pen.bold(pen.label('explain/line', { line }))
  if (reject !== '') return `${title}\n${pen.label('explain/rejected', { reason: reject })}\n${pen.data(text)}`
  const columns: readonly MessageCode[] = ['label/field', 'label/value']
  const rows = Object.entries(values).map(([field, value]) => [field, pen.data(value)])
  return `${title}\n${table(pen, columns, rows)}`
}
