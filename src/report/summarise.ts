import { coveredIn, spanOf } from '../domain/covered-period.ts'
import type { Bounds, Count, Level, Message, Report } from '../domain/report-model.ts'
import { wayName } from '../domain/way-name.ts'
import { millisecondsOf } from '../text/format-time.ts'
import type { MessageCode } from '../text/say.ts'

/** A sentence and the counts behind its values, so that a renderer can link each number to its certificate. */
export interface Sentence {
  readonly message: Message
  readonly counts: Readonly<Record<string, Count>>
}

export interface SummaryLine {
  readonly heading: MessageCode
  readonly sentences: readonly Sentence[]
}

/** What a reader must know, in at most twelve lines; the same lines in every rendering. */
export const summarise = (report: Report): readonly SummaryLine[] => {
  const lines = report.verdict.answer === 'found' ? incidentLines(report) : quietLines(report)
  return lines.filter((line) => line.sentences.length > 0)
}

const NAMED_SOURCES = 3
const NAMED_ROUTES = 3
const NAMED_ACTORS = 3
const NAMED_FIELDS = 6

const incidentLines = (report: Report): readonly SummaryLine[] => [
  line('heading/verdict', verdictSentence(report), ...doubtSentences(report), ...askedSentences(report)),
  line('heading/how', ...vectorSentences(report)),
  line('heading/since', ...sinceSentences(report)),
  line('heading/from-where', ...actorSentences(report)),
  line('heading/whose', ...accountSentences(report)),
  line('heading/fields', ...fieldSentences(report)),
  line('heading/how-sure', ...sureSentences(report)),
  line('heading/not-touched', ...untouchedSentences(report)),
  line('heading/not-shown', ...gapSentences(report), ...blindSentences(report), plain('summary/not-kept')),
  line('heading/proof', certificatesSentence(report)),
]

const quietLines = (report: Report): readonly SummaryLine[] => [
  line('heading/verdict', verdictSentence(report), ...doubtSentences(report), ...askedSentences(report)),
  line('heading/whose', ...(report.verdict.accountsDeterminable ? [] : [plain('summary/accounts-not-determinable')])),
  line('heading/covered', periodSentence(report), ...gapSentences(report)),
  line('heading/looked-at', ...askedAndCleared(report)),
  line('heading/not-touched', ...untouchedSentences(report)),
  line('heading/not-shown', ...lackingSentences(report), ...blindSentences(report)),
  line('heading/proof', certificatesSentence(report)),
]

const line = (heading: MessageCode, ...sentences: readonly Sentence[]): SummaryLine => ({ heading, sentences })

const plain = (code: MessageCode, values: Message['values'] = {}): Sentence => ({
  message: { code, values },
  counts: {},
})

const counted = (
  code: MessageCode,
  counts: Readonly<Record<string, Count>>,
  values: Message['values'] = {},
): Sentence => {
  const numbers = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count.value.toString()]))
  return { message: { code, values: { ...values, ...numbers } }, counts }
}

const verdictSentence = ({ verdict }: Report): Sentence =>
  verdict.answer === 'found'
    ? plain('summary/found', { level: verdict.level ?? 'possible' })
    : plain(`summary/${verdict.answer}`)

/** What looked more like a breach than not, and is part of no actor: no answer, and nothing to keep from who decides. */
const doubtSentences = ({ detections }: Report): readonly Sentence[] => {
  const n = detections.filter(({ reasons }) => reasons.some(({ code }) => code === 'detection/doubtful')).length
  return n === 0 ? [] : [plain('summary/undecided', { n })]
}

const RANK: Readonly<Record<Level, number>> = { confirmed: 2, likely: 1, possible: 0 }

const vectorSentences = ({ actors }: Report): readonly Sentence[] => {
  const best = new Map<string, Level>()
  for (const { vector, level, reasons } of actors.flatMap(({ ways }) => ways)) {
    const name = wayName(vector, reasons)
    if (RANK[level] >= RANK[best.get(name) ?? 'possible']) best.set(name, level)
  }
  return [...best].map(([vector, level]) => plain('summary/vector', { vector, level }))
}

const sinceSentences = ({ sinceWhen, sources }: Report): readonly Sentence[] => {
  if (sinceWhen === null) return []
  const { firstConfirmed, firstLikely, firstPossible, last } = sinceWhen
  const earlier = firstLikely !== null && firstLikely.time !== firstConfirmed?.time
  return [
    ...(firstConfirmed === null ? [] : [plain('summary/since-confirmed', { time: firstConfirmed.time })]),
    ...(earlier ? [plain('summary/since-likely', { time: firstLikely.time })] : []),
    ...(firstPossible === null ? [] : [plain('summary/since-possible', { time: firstPossible.time })]),
    plain('summary/until', { time: last }),
    ...zoneSentences(sources),
  ]
}

/** A moment is worth what its zone is. */
const zoneSentences = (sources: Report['sources']): readonly Sentence[] => {
  const assumed = sources.filter(({ zoneFrom }) => zoneFrom === 'assumed').map(({ name }) => name)
  return assumed.length === 0
    ? []
    : [
        plain('summary/zone-assumed', { sources: assumed.slice(0, NAMED_SOURCES).join(', ') }),
        ...more(assumed.length - NAMED_SOURCES),
      ]
}

const actorSentences = ({ actors }: Report): readonly Sentence[] => {
  const [only] = actors
  if (actors.length === 1 && only !== undefined) return [counted('summary/one-actor', { addresses: only.addresses })]
  const named = actors.slice(0, NAMED_ACTORS)
  return [
    plain('summary/actors', { n: actors.length }),
    ...named.map(({ id, addresses }) => counted('summary/actor', { addresses }, { actor: id })),
    ...more(actors.length - named.length),
  ]
}

const accountSentences = ({ impact, verdict }: Report): readonly Sentence[] => [
  ...(verdict.accountsDeterminable
    ? [counted('summary/accounts', { confirmed: impact.accounts.confirmed }), ...upperSentence(impact.accounts)]
    : [plain('summary/accounts-not-determinable')]),
  counted('summary/views', { confirmed: impact.views.confirmed }),
  ...(impact.unownedObjects.possible.value > 0n
    ? [counted('summary/unowned', { possible: impact.unownedObjects.possible })]
    : []),
]

const upperSentence = ({ confirmed, likely, possible }: Bounds): readonly Sentence[] =>
  possible.value === confirmed.value ? [] : [counted('summary/accounts-upper', { likely, possible })]

const fieldSentences = ({ impact: { byCategory, byRoute } }: Report): readonly Sentence[] => {
  if (byCategory.length === 0) return uncountedFields(byRoute)
  const named = byCategory.slice(0, NAMED_FIELDS)
  return [
    ...named.map(({ category, accounts: { confirmed, possible } }) =>
      confirmed.value === possible.value
        ? counted('summary/field', { confirmed }, { category })
        : counted('summary/field-upper', { confirmed, possible }, { category }),
    ),
    ...more(byCategory.length - named.length),
    ...(byCategory.some(({ marked }) => marked === 'suggested') ? [plain('summary/fields-suggested')] : []),
  ]
}

/** Fields of which nobody can say to how many accounts they belong. */
const uncountedFields = (byRoute: Report['impact']['byRoute']): readonly Sentence[] => {
  const categories = [...new Set(byRoute.flatMap((route) => route.categories))].sort()
  if (categories.length === 0) return [plain('summary/no-fields')]
  const named = categories.slice(0, NAMED_FIELDS)
  return [
    ...named.map((category) => plain('summary/field-uncounted', { category })),
    ...more(categories.length - named.length),
    ...(byRoute.some(({ marked }) => marked === 'suggested') ? [plain('summary/fields-suggested')] : []),
  ]
}

const sureSentences = ({ verdict }: Report): readonly Sentence[] =>
  verdict.level === null ? [] : [plain(`summary/level-${verdict.level}`)]

const untouchedSentences = ({ impact: { untouched }, verdict }: Report): readonly Sentence[] => {
  if (untouched.length === 0) return verdict.answer === 'found' ? [plain('summary/untouched-none')] : []
  const free = untouched.filter(({ coverage }) => coverage.code !== 'untouched/possible')
  const named = free.slice(0, NAMED_ROUTES)
  const possible = untouched.length - free.length
  return [
    ...named.map(({ route }) => plain('summary/untouched', { route })),
    ...more(free.length - named.length),
    ...(possible > 0 ? [plain('summary/untouched-possible', { n: possible })] : []),
    plain('summary/untouched-coverage'),
  ]
}

const more = (n: number): readonly Sentence[] => (n > 0 ? [plain('summary/and-more', { n })] : [])

/** Where a period was asked for, nothing outside it was looked at. */
const askedSentences = ({ case: { from, to }, coverage }: Report): readonly Sentence[] => {
  if (from === null && to === null) return []
  const covered = coveredIn(coverage, { from, to })
  return [
    from === null
      ? plain('summary/asked-to', { to: to ?? '' })
      : to === null
        ? plain('summary/asked-from', { from })
        : plain('summary/asked', { from, to }),
    ...(covered.length === 0 && coverage.length > 0 ? [plain('summary/asked-nothing', spanOf(coverage))] : []),
  ]
}

const periodSentence = ({ case: asked, coverage }: Report): Sentence => {
  const covered = coveredIn(coverage, asked)
  if (covered.length > 0) return plain('summary/period', spanOf(covered))
  return plain(coverage.length === 0 ? 'summary/no-period' : 'summary/none-of-period')
}

const gapSentences = ({ case: asked, coverage }: Report): readonly Sentence[] => {
  const covered = coveredIn(coverage, asked)
  const hours = covered.flatMap(({ holes }) =>
    holes.map(({ from, to }) => ((millisecondsOf(to) ?? 0) - (millisecondsOf(from) ?? 0)) / 3_600_000),
  )
  if (covered.length === 0) return []
  if (hours.length === 0) return [plain('summary/no-gaps')]
  return [plain('summary/gaps', { n: hours.length, hours: Math.round(10 * Math.max(...hours)) / 10 })]
}

/** What the logs would have had to record; said where the verdict rests on its absence. */
const NAMELESS = ['verdict/no-principal', 'verdict/no-credential'] as const
const LACKING = ['verdict/no-requests', ...NAMELESS] as const

const lackingSentences = ({ verdict }: Report): readonly Sentence[] =>
  LACKING.filter((lacking) => verdict.reasons.some(({ code }) => code === lacking)).map((code) => plain(code))

/** From one line in a hundred on, what could not be read belongs beside the verdict. */
const UNREAD_OF = 100n

const unreadSentences = ({ totals: { received, rejected } }: Report): readonly Sentence[] => {
  if (rejected.value === 0n || rejected.value * UNREAD_OF < received.value) return []
  const share = Number((1000n * rejected.value) / received.value) / 10
  return [plain('summary/unread', { n: Number(rejected.value), of: Number(received.value), share })]
}

/** Problems by which a file, or the rest of one, is in no balance of lines at all. */
const MISSED: ReadonlySet<string> = new Set([
  'acquire/unreadable',
  'acquire/vanished',
  'acquire/not-a-file',
  'acquire/member-encrypted',
  'acquire/member-method',
  'acquire/archive-damaged',
  'acquire/archive-refused',
  'acquire/archive-unknown',
  'acquire/remote',
  'acquire/remote-many',
  'acquire/remote-torn',
  'acquire/table-unreadable',
  'ingest/changed',
  'ingest/damaged',
  'ingest/truncated',
] satisfies readonly MessageCode[])

const missedSentences = ({ problems }: Report): readonly Sentence[] => {
  const n = problems.filter(({ code }) => MISSED.has(code)).length
  return n === 0 ? [] : [plain('summary/missed', { n })]
}

/** Sessions that no log shows beginning are the mark of a forged token; where none is shown beginning, none stands out. */
const unbegunSentences = ({ detections, verdict }: Report): readonly Sentence[] => {
  if (verdict.reasons.some(({ code }) => code === 'verdict/no-requests')) return []
  if (NAMELESS.every((lacking) => verdict.reasons.some(({ code }) => code === lacking))) return []
  const unasked = detections.some(({ reasons }) => reasons.some(({ code }) => code === 'detection/no-log-in-requests'))
  return unasked ? [plain('summary/no-log-ins')] : []
}

/** A question that another one answers is not missed by anybody. */
const ANSWERED_ELSEWHERE: ReadonlySet<string> = new Set([
  'detection/issuance-log-present',
  'detection/log-ins-of-sessions',
] satisfies readonly MessageCode[])

const questionsOf = ({ detections }: Report): { readonly of: number; readonly blind: number } => {
  const own = detections.filter(({ reasons }) => !reasons.some(({ code }) => ANSWERED_ELSEWHERE.has(code)))
  return { of: own.length, blind: own.filter(({ outcome }) => outcome === 'could-not-look').length }
}

/** That nothing was found says as much as was looked at. */
const askedAndCleared = (report: Report): readonly Sentence[] => {
  const { of, blind } = questionsOf(report)
  const { length: cleared } = report.cleared
  return [
    ...(of > blind ? [plain('summary/questions', { n: of - blind, of })] : []),
    ...(cleared > 0 ? [plain('summary/cleared', { n: cleared })] : []),
  ]
}

const blindSentences = (report: Report): readonly Sentence[] => {
  const {
    impact: { byRoute },
  } = report
  const { of, blind } = questionsOf(report)
  const unmapped = byRoute.filter(({ marked }) => marked === 'unmapped').length
  return [
    ...missedSentences(report),
    ...unreadSentences(report),
    ...unbegunSentences(report),
    ...(unmapped === 0 ? [] : [plain('summary/unmapped', { n: unmapped })]),
    ...(blind === 0 ? [] : [plain('summary/could-not-look', { n: blind, of })]),
  ]
}

const certificatesSentence = ({ certificates }: Report): Sentence =>
  plain('summary/certificates', { n: certificates.length })
