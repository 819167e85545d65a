import type { Example } from './examples/example.ts'
import { SERVERS } from './examples/servers.ts'
import { WRAPPED } from './examples/wrapped.ts'

export const EXAMPLES: readonly Example[] = [...SERVERS, ...WRAPPED]
