import { type EvidenceItem, HYPOTHESES, RATINGS } from '../../domain/competing-hypotheses.ts'
import type { Report } from '../../domain/report-model.ts'
import { probability } from '../../text/format-number.ts'
import type { Pen } from './pen.ts'
import { BLANK, bullets, note, paragraph, section, table } from './section.ts'

/** The competing explanations, the evidence for and against each, and what would separate the two best. */
export const hypothesesSection = ({ hypotheses }: Report, pen: Pen): string => {
  if (hypotheses === null) return ''
  return section(
    pen,
    'label/hypotheses',
    note(pen, 'label/hypotheses-note'),
    standingsTable(hypotheses, pen),
    BLANK,
    pen.bold(pen.label('label/evidence-matrix')),
    note(pen, 'label/evidence-matrix-note'),
    ...evidenceBlocks(hypotheses, pen),
    bullets(
      pen,
      hypotheses.notes.map((text) => pen.say(text)),
    ),
    ...requestBlocks(hypotheses, pen),
  )
}

type Hypotheses = NonNullable<Report['hypotheses']>

const standingsTable = ({ standings }: Hypotheses, pen: Pen): string =>
  table(
    pen,
    ['label/hypothesis', 'label/estimate', ['label/share', 'right'], ['label/inconsistency', 'right']],
    standings.map(({ hypothesis, word, share, inconsistency }) => [
      pen.name('hypothesis', hypothesis),
      pen.name('estimate', word),
      probability(share),
      inconsistency.toFixed(1),
    ]),
  )

/** One block a line of evidence: what, then which explanations it fits and which not; those it says nothing of are left out. */
const evidenceBlocks = ({ evidence }: Hypotheses, pen: Pen): readonly string[] =>
  evidence.flatMap((item) => [
    paragraph(pen, `${pen.data(item.id)}  ${item.reliability}${item.credibility}  ${item.diagnosticity.toFixed(1)} dB`),
    bullets(pen, [pen.say(item.what), ...whoRated(item, pen), ratingsText(item, pen)], 2),
  ])

const whoRated = ({ by, why }: EvidenceItem, pen: Pen): readonly string[] =>
  by === null ? [] : [pen.say({ code: 'hypotheses/told', values: { by, why: why ?? '' } })]

const ratingsText = ({ ratings }: EvidenceItem, pen: Pen): string =>
  RATINGS.filter((rating) => rating !== 'N')
    .map((rating) => ({ rating, rated: HYPOTHESES.filter((hypothesis) => ratings[hypothesis] === rating) }))
    .filter(({ rated }) => rated.length > 0)
    .map(({ rating, rated }) => `${rating} ${rated.map((hypothesis) => pen.name('hypo', hypothesis)).join(', ')}`)
    .join('; ')

const requestBlocks = ({ requests }: Hypotheses, pen: Pen): readonly string[] => {
  const [first, second] = requests[0]?.separates ?? []
  if (first === undefined || second === undefined) return []
  return [
    BLANK,
    pen.bold(pen.label('label/requests')),
    paragraph(pen, pen.say({ code: 'label/requests-note', values: { first, second } })),
    bullets(
      pen,
      requests.map(({ id, from, to }) => [pen.name('request', id), periodOf(pen, from, to)].join(' ').trim()),
    ),
  ]
}

const periodOf = (pen: Pen, from: string | null, to: string | null): string =>
  from === null || to === null ? '' : `(${pen.time(from)} – ${pen.time(to)})`
