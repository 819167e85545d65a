import { checks } from './ko/checks.ts'
import { cli } from './ko/cli.ts'
import { cleared } from './ko/cleared.ts'
import { counts } from './ko/counts.ts'
import { declarations } from './ko/declarations.ts'
import { detections } from './ko/detections.ts'
import { hypotheses } from './ko/hypotheses.ts'
import { impact } from './ko/impact.ts'
import { labels } from './ko/labels.ts'
import { problems } from './ko/problems.ts'
import { reasons } from './ko/reasons.ts'
import { sigma } from './ko/sigma.ts'
import { sigmaCli } from './ko/sigma-cli.ts'
import { summary } from './ko/summary.ts'
import { tests } from './ko/tests.ts'
import { verdict } from './ko/verdict.ts'
import { words } from './ko/words.ts'

export const ko = {
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
