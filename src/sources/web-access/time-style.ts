import type { SourcePlan } from '../../domain/source-plan.ts'
import type { TimeStyle } from '../shared/times.ts'

const STYLES: Readonly<Record<string, TimeStyle>> = { $msec: 'epoch', $time_iso8601: 'iso', $time_local: 'clf' }

/** How the server writes the plan's time; null for any other variable, whose values tell it themselves. */
export const timeStyleIn = (plan: SourcePlan): TimeStyle | null => STYLES[plan.fields.time?.from ?? ''] ?? null
