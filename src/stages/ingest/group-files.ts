import type { SourceConfig } from '../../domain/case-config.ts'
import type { ManifestFile } from '../../domain/manifest.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import type { AboutFile, Recognition } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import { type Recognised, recogniseLines } from './recognise-file.ts'
import { sampleLines } from './sample-lines.ts'
import { sourceName } from './source-name.ts'

export interface RecognisedFile {
  readonly file: ManifestFile
  readonly config: SourceConfig | undefined
  /** The same for all files of a source. */
  readonly about: AboutFile
  readonly recognised: Recognised
  /** Lines from further on, where the first name no account. */
  readonly deeper: readonly string[]
}

/** Files that are read in one way under one name. */
export interface PlannedGroup {
  readonly files: readonly ManifestFile[]
  readonly config: SourceConfig | undefined
  readonly recognition: Recognition
  readonly plan: SourcePlan
}

/** Files of a group that are looked into, spread over all of them. */
export const SAMPLED_FILES = 12

/** One file's first lines may lack what another's show, so fields are decided on lines of files all over the group. */
export const planGroups = async (
  theCase: Case,
  recognised: readonly RecognisedFile[],
): Promise<readonly PlannedGroup[]> => {
  const groups = new Map<string, RecognisedFile[]>()
  for (const one of recognised) {
    const key = groupKey(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  const planned: PlannedGroup[] = []
  for (const group of groups.values()) planned.push(await planGroup(theCase, group))
  return planned
}

/** Name of the source that a file is of. */
export const nameOf = ({ file, config }: Pick<RecognisedFile, 'file' | 'config'>): string =>
  config?.name ?? sourceName(file)

const groupKey = (one: RecognisedFile): string => {
  const { kind, recognition } = one.recognised
  return JSON.stringify([
    nameOf(one),
    kind,
    recognition.format,
    recognition.zone,
    one.config?.host ?? '',
    recognition.log,
  ])
}

const planGroup = async (theCase: Case, group: readonly RecognisedFile[]): Promise<PlannedGroup> => {
  const [first] = group
  if (first === undefined) throw new Error('no file in the group')
  const files = group.map(({ file }) => file)
  const recognised = group.length === 1 ? first.recognised : await recogniseTogether(theCase, group, first)
  return { files, config: first.config, recognition: recognised.recognition, plan: planOf(first, recognised) }
}

const recogniseTogether = async (
  theCase: Case,
  group: readonly RecognisedFile[],
  first: RecognisedFile,
): Promise<Recognised> => {
  const lines: string[] = []
  for (const { file } of spread(group)) lines.push(...(await sampleLines(theCase, file)))
  lines.push(...group.flatMap(({ deeper }) => deeper))
  const config = { ...first.config, match: '', kind: first.recognised.kind }
  const together = recogniseLines(lines, config, first.about)
  return together !== null && together.recognition.format === first.recognised.recognition.format
    ? together
    : first.recognised
}

const spread = <T>(items: readonly T[]): readonly T[] => {
  const count = Math.min(items.length, SAMPLED_FILES)
  return Array.from(
    { length: count },
    (_, i) => items[Math.round((i * (items.length - 1)) / Math.max(1, count - 1))],
  ).filter((item) => item !== undefined)
}

const planOf = (first: RecognisedFile, { kind, recognition }: Recognised): SourcePlan => ({
  name: nameOf(first),
  kind,
  format: recognition.format,
  host: first.config?.host ?? '',
  zone: recognition.zone,
  zoneFrom: recognition.zoneFrom === 'declared' && first.config?.isZoneDeduced ? 'deduced' : recognition.zoneFrom,
  log: first.config?.log ?? recognition.log,
  fields: recognition.fields,
  actions: recognition.actions,
  ...(first.config?.proxies === undefined ? {} : { proxies: first.config.proxies }),
})
