import type { Command } from '../command.ts'
import { acquireCommand } from './acquire.ts'
import { affectedCommand } from './affected.ts'
import { detectCommand } from './detect.ts'
import { ingestCommand } from './ingest.ts'
import { initCommand } from './init.ts'
import { investigateCommand } from './investigate.ts'
import { queryCommand } from './query.ts'
import { reportCommand } from './report.ts'
import { sigmaCommand } from './sigma.ts'
import { simulateCommand } from './simulate.ts'
import { sourcesCommand } from './sources.ts'
import { verifyCommand } from './verify.ts'

/** In the order of help: the whole flow, then stage by stage, then what is asked of a finished case. */
export const COMMANDS: readonly Command[] = [
  investigateCommand,
  initCommand,
  acquireCommand,
  ingestCommand,
  detectCommand,
  reportCommand,
  verifyCommand,
  affectedCommand,
  queryCommand,
  sourcesCommand,
  sigmaCommand,
  simulateCommand,
]
