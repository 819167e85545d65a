import type { ManifestFile } from '../../domain/manifest.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import type { Case } from '../../store/case.ts'
import { declaredText } from './release-redeclared.ts'

const KEY = 'planned'

interface Remembered {
  readonly file: number
  /** Name of the plan. */
  readonly plan: string
  /** What `case.yaml` said of the file. */
  readonly declared: string
}

/**
 * How files that wait are to be read, as it was decided on lines of all of them. A run that is killed after some of them
 * were loaded would decide on the lines of the others alone, and might decide otherwise.
 */
export const rememberedPlans = (theCase: Case, files: readonly ManifestFile[]): ReadonlyMap<number, SourcePlan> => {
  const document = theCase.store.get('case', KEY) as unknown as { readonly files: readonly Remembered[] } | undefined
  const known = new Map(document?.files.map((one) => [one.file, one]))
  const plans = new Map(theCase.store.list('plan').map(({ key, body }) => [key, body as unknown as SourcePlan]))
  return new Map(
    files.flatMap((file): readonly (readonly [number, SourcePlan])[] => {
      const remembered = known.get(file.number)
      const plan = plans.get(remembered?.plan ?? '')
      return plan === undefined || remembered?.declared !== declaredText(theCase, file) ? [] : [[file.number, plan]]
    }),
  )
}

export const rememberPlans = (
  theCase: Case,
  files: readonly ManifestFile[],
  plans: ReadonlyMap<number, SourcePlan>,
): void => {
  const remembered = files.flatMap((file) => {
    const plan = plans.get(file.number)
    return plan === undefined ? [] : [{ file: file.number, plan: plan.name, declared: declaredText(theCase, file) }]
  })
  theCase.store.put('case', KEY, { files: remembered })
}
