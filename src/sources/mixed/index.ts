import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { ident, type Sql, sql } from '../../engine/sql.ts'
import { mayReadAll } from '../shared/may-read-all.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import { renameProgram } from '../shared/rename-program.ts'
import type {
  AboutFile,
  EventColumn,
  HashKey,
  LineProgram,
  PlainReading,
  Recognition,
  SourceKind,
} from '../source-kind.ts'

/** One way of reading among several in a file, as it stands in the plan's format. */
type Part = Pick<SourcePlan, 'kind' | 'format' | 'zone' | 'zoneFrom' | 'log' | 'fields' | 'actions'>

/** A file that mixes formats, taken apart line by line: the first of its ways of reading that takes a line has it. */
export const mixedOf = (kinds: readonly SourceKind[]): SourceKind => ({
  id: 'mixed',
  title: 'Several formats in one file',
  description: 'Lines of several other sources in one file, each read by its own.',
  recognise: (lines, config, about) => recognise(kinds, lines, config, about),
  compile: (plan, key) => compile(kinds, plan, key),
  read: (line, plan) => read(kinds, line, plan),
})

const partsOf = (
  kinds: readonly SourceKind[],
  plan: SourcePlan,
): readonly { readonly kind: SourceKind; readonly plan: SourcePlan }[] =>
  (JSON.parse(plan.format) as readonly Part[]).map((part) => {
    const kind = kinds.find(({ id }) => id === part.kind)
    if (kind === undefined) throw new Error(`no such kind of source: ${part.kind}`)
    return { kind, plan: { ...plan, ...part } }
  })

const compile = (kinds: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const programs = partsOf(kinds, plan).map((part, i) =>
    renameProgram(part.kind.compile(part.plan, key), 'line', `p${i + 1}_`),
  )
  const [first] = programs
  if (first === undefined) throw new Error('a mixed source has parts')
  const rejects = programs.map((_, i) => ident(`part_${i + 1}_reject`))
  const definitions = programs.flatMap((program, i) => [
    ...program.definitions,
    { name: `part_${i + 1}_reject`, expression: program.reject },
  ])
  const chosen = (of: (program: LineProgram) => Sql): Sql =>
    programs.reduceRight<Sql>(
      (otherwise, program, i) => sql`if(${rejects[i] ?? sql`''`} = '', ${of(program)}, ${otherwise})`,
      of(first),
    )
  const columns = Object.fromEntries(
    Object.keys(first.columns).map((name) => [name, chosen((program) => program.columns[name as EventColumn])]),
  ) as Record<EventColumn, Sql>
  const accepted = rejects.reduce((all, reject) => sql`${all} OR ${reject} = ''`, sql`0`)
  const token = programs.some((program) => program.token !== undefined) ? chosen((program) => program.token ?? sql`''`) : undefined // biome-ignore format: one choice
  return { definitions, reject: sql`if(${accepted}, '', part_1_reject)`, columns, token }
}

const read = (kinds: readonly SourceKind[], line: string, plan: SourcePlan): PlainReading => {
  const readings = partsOf(kinds, plan).map((part) => {
    return part.kind.read(line, part.plan)
  })
  return readings.find(({ reject }) => reject === '') ?? readings[0] ?? { reject: 'not-this-format' }
}

const MOST_PARTS = 6
/** Fewer lines than this share of the sample are stray lines, no second format. */
const LEAST_SHARE = 0.005

/** Lines that are told apart one by one, spread over the sample. */
const MOST_LINES = 500

interface Found {
  readonly part: Part
  readonly recognition: Recognition
}

/** Takes the source that reads most of what is left, then looks again at the rest; two make a mixture. */
const recognise = (
  kinds: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): Recognition | null => {
  if (config?.format !== undefined) return null
  const written = spread(withoutBlanks(lines))
  const special = kinds.filter((kind) => kind.generic !== true)
  const generic = kinds.filter((kind) => kind.generic === true)
  const found: Found[] = []
  const isOne = special.some(
    (kind) =>
      kind.variants === undefined &&
      mayReadAll(kind, lines, config, about) &&
      kind.recognise(lines, config, about)?.confidence === 1,
  )
  if (isOne) return null
  let rest: readonly string[] = written
  while (rest.length > 0 && found.length < MOST_PARTS) {
    const best = mostOf(special, rest, config, about) ?? mostOf(generic, rest, config, about)
    if (best === null || rest.length - best.rest.length < LEAST_SHARE * written.length) break
    found.push(...richest(kinds, best, taken(rest, best.rest), written.length, config, about))
    rest = best.rest
  }
  const [first, second] = found
  if (first === undefined || second === undefined) return null
  return {
    ...first.recognition,
    confidence: (written.length - rest.length) / written.length,
    format: JSON.stringify(inOrder(kinds, found, written).map(({ part }) => part)),
    log: found.every(({ part }) => part.log === first.part.log) ? first.part.log : 'mixed',
    fields: Object.assign({}, ...found.map(({ part }) => part.fields).reverse()) as Recognition['fields'],
    actions: {},
    credentialCandidates: found.flatMap(({ recognition }) => recognition.credentialCandidates),
  }
}

/** The same list where nothing is to be left out: what a kind said of it is not asked again. */
const withoutBlanks = (lines: readonly string[]): readonly string[] =>
  lines.some(isBlank) ? lines.filter((line) => !isBlank(line)) : lines

/** Fractions of its multiples fall evenly and never in step with lines that take turns. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

const spread = (lines: readonly string[]): readonly string[] => {
  if (lines.length <= MOST_LINES) return lines
  const step = lines.length / MOST_LINES
  return Array.from({ length: MOST_LINES }, (_, k) => lines[Math.floor((k + ((k * GOLDEN) % 1)) * step)] ?? '')
}

const mostOf = (
  kinds: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): { readonly part: Part; readonly recognition: Recognition; readonly rest: readonly string[] } | null => {
  let best: { part: Part; recognition: Recognition; rest: readonly string[] } | null = null
  for (const kind of kinds) {
    const recognition = kind.recognise(lines, config, about)
    if (recognition === null || recognition.inferred === true) continue
    const part = partOf(kind, recognition)
    const rest = lines.filter((line) => !takes(kind, part, line, config))
    if (rest.length < (best?.rest.length ?? lines.length)) best = { part, recognition, rest }
  }
  return best
}

const taken = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const left = new Set(after)
  return before.filter((line) => !left.has(line))
}

/** A format that reads the lines of richer ones too would lose what they say more: those lines get a part of their own. */
const richest = (
  kinds: readonly SourceKind[],
  found: Found,
  lines: readonly string[],
  sampled: number,
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): readonly Found[] => {
  const kind = kinds.find(({ id }) => id === found.part.kind)
  const richer = kind?.variants?.slice(0, Math.max(0, kind.variants.indexOf(found.part.format))) ?? []
  const parts: Found[] = []
  let rest = lines
  for (const format of richer) {
    if (kind === undefined) break
    const own = rest.filter((line) => takes(kind, { ...found.part, format }, line, config))
    const recognition =
      own.length < LEAST_SHARE * sampled || own.length === 0 ? null : kind.recognise(own, config, about)
    if (recognition === null) continue
    parts.push({ part: partOf(kind, recognition), recognition })
    const mine = new Set(own)
    rest = rest.filter((line) => !mine.has(line))
  }
  return rest.length === 0 ? parts : [...parts, found]
}

const partOf = (kind: SourceKind, { format, zone, zoneFrom, log, fields, actions }: Recognition): Part => ({
  kind: kind.id,
  format,
  zone,
  zoneFrom,
  log,
  fields,
  actions,
})

/** Whether the source reads the line, and would know it for its own. */
const takes = (kind: SourceKind, part: Part, line: string, config: SourceConfig | undefined): boolean =>
  kind.fits?.(line, part.format) ??
  (reads(kind, part, line) &&
    (kind.recognise([line], { match: '', ...config, format: part.format })?.confidence ?? 0) > 0)

const reads = (kind: SourceKind, part: Part, line: string): boolean =>
  kind.read(line, { name: '', host: '', ...part }).reject === ''

/** The first that reads a line has it, so what reads least of all lines comes first: special before general. */
const inOrder = (kinds: readonly SourceKind[], found: readonly Found[], lines: readonly string[]): readonly Found[] =>
  found
    .map((one) => {
      const kind = kinds.find(({ id }) => id === one.part.kind)
      return { one, reach: kind === undefined ? 0 : lines.filter((line) => reads(kind, one.part, line)).length }
    })
    .sort((a, b) => a.reach - b.reach)
    .map(({ one }) => one)
