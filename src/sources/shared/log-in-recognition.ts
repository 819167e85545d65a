import type { SourceConfig } from '../../domain/case-config.ts'
import type { Recognition } from '../source-kind.ts'

/** What is recognised of a log whose messages tell of log-ins, behind a prefix: its fields are always the same. `inLog`: every line has its offset. */
export const logInRecognition = (
  config: SourceConfig | undefined,
  told: Pick<Recognition, 'confidence' | 'format'> & { readonly time: string; readonly inLog: boolean },
): Recognition => ({
  confidence: told.confidence,
  format: told.format,
  zone: config?.zone ?? 'UTC',
  zoneFrom: told.inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
  log: 'auth',
  fields: {
    time: { from: told.time, how: 'recognised' },
    src_ip: { from: 'message.address', how: 'recognised' },
    principal: { from: 'message.user', how: 'recognised' },
    host: { from: 'prefix.host', how: 'recognised' },
    action: { from: 'message', how: 'recognised' },
  },
  actions: {},
  credentialCandidates: [],
})
