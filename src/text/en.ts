import { checks } from './en/checks.ts'
import { cli } from './en/cli.ts'
import { cleared } from './en/cleared.ts'
import { counts } from './en/counts.ts'
import { declarations } from './en/declarations.ts'
import { detections } from './en/detections.ts'
import { hypotheses } from './en/hypotheses.ts'
import { impact } from './en/impact.ts'
import { labels } from './en/labels.ts'
import { problems } from './en/problems.ts'
import { reasons } from './en/reasons.ts'
import { sigma } from './en/sigma.ts'
import { sigmaCli } from './en/sigma-cli.ts'
import { summary } from './en/summary.ts'
import { tests } from './en/tests.ts'
import { verdict } from './en/verdict.ts'
import { words } from './en/words.ts'

export const en = {
  ...verdict,
  ...summary,
  ...detections,
  ...declarations,
  ...tests,
  ...reasons,
  ...cleared,
  ...hypotheses,
  ...impact,
  ...counts,
  ...problems,
  ...checks,
  ...cli,
  ...sigma,
  ...sigmaCli,
  ...labels,
  ...words,
} as const
