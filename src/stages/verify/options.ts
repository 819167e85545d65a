import type { Report } from '../../domain/report-model.ts'
import type { Case } from '../../store/case.ts'
import type { ShadowOptions } from '../../store/shadow-case.ts'

export interface VerifyOptions extends Pick<ShadowOptions, 'copying'> {
  /** Computes the whole report model again, from the events of the case that it is given: a copy, free to write in. */
  readonly recompute: (theCase: Case) => Promise<Report>
  /** The root that was noted when the case was handed over. */
  readonly expectRoot?: string | undefined
  readonly engineUrl?: string | undefined
  readonly progress?: ((step: string) => void) | undefined
}
