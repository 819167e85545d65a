import { APPLIANCES } from './examples/appliances.ts'
import { BEHIND_PROXIES } from './examples/behind-proxies.ts'
import { CONSOLES } from './examples/consoles.ts'
import { DATABASES } from './examples/databases.ts'
import { EDGES } from './examples/edges.ts'
import type { Example } from './examples/example.ts'
import { EXPORTS } from './examples/exports.ts'
import { FRAMEWORKS } from './examples/frameworks.ts'
import { GENERIC } from './examples/generic.ts'
import { IDENTITY } from './examples/identity.ts'
import { INSIDE } from './examples/inside.ts'
import { JSON_ACCESS } from './examples/json-access.ts'
import { LOGGERS } from './examples/loggers.ts'
import { ODD_MARKS } from './examples/odd-marks.ts'
import { PUT_TOGETHER } from './examples/put-together.ts'
import { RECEIVED } from './examples/received.ts'
import { RENDERED } from './examples/rendered.ts'
import { SERVERS } from './examples/servers.ts'
import { WORKPLACES } from './examples/workplaces.ts'
import { WRAPPED } from './examples/wrapped.ts'

export const EXAMPLES: readonly Example[] = [
  ...APPLIANCES,
  ...SERVERS,
  ...JSON_ACCESS,
  ...IDENTITY,
  ...GENERIC,
  ...WORKPLACES,
  ...CONSOLES,
  ...WRAPPED,
  ...INSIDE,
  ...RECEIVED,
  ...EXPORTS,
  ...RENDERED,
  ...LOGGERS,
  ...DATABASES,
  ...EDGES,
  ...FRAMEWORKS,
  ...BEHIND_PROXIES,
  ...PUT_TOGETHER,
  ...ODD_MARKS,
]
