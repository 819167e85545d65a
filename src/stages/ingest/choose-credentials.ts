import type { CaseConfig } from '../../domain/case-config.ts'
import { matchesGlob } from '../../domain/glob.ts'
import type { ManifestFile } from '../../domain/manifest.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import type { Recognition } from '../../sources/source-kind.ts'

export interface Planned {
  readonly file: ManifestFile
  readonly recognition: Recognition
  readonly plan: SourcePlan
}

/**
 * Requests and issuance must name the credential by the same value. Among the fields that may hold it, those whose
 * sampled values occur in both kinds of log are taken; then those of the same name; a declared field always stays.
 */
export const chooseCredentials = (planned: readonly Planned[], config: CaseConfig): readonly Planned[] => {
  const values = (auth: boolean): ReadonlySet<string> =>
    new Set(
      planned
        .filter(({ plan }) => (plan.log === 'access') !== auth)
        .flatMap(({ recognition }) => recognition.credentialCandidates.flatMap((field) => field.values.map(bare))),
    )
  const issued = values(true)
  const used = values(false)
  return planned.map((one) => {
    const declared = config.sources?.find((source) => matchesGlob(source.match, one.file.path))?.fields?.credential
    if (declared !== undefined || one.plan.fields.credential?.how === 'declared') return one
    const other = one.plan.log === 'access' ? issued : used
    const ranked = one.recognition.credentialCandidates
      .map((field) => ({ field, shared: field.values.filter((value) => other.has(bare(value))).length }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared || (a.field.from < b.field.from ? -1 : 1))
    const [best] = ranked
    if (best === undefined || best.field.from === one.plan.fields.credential?.from) return one
    return {
      ...one,
      plan: { ...one.plan, fields: { ...one.plan.fields, credential: { from: best.field.from, how: 'recognised' } } },
    }
  })
}

const bare = (value: string): string => value.replace(/^bearer\s+/i, '')
