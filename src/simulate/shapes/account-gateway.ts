import { authNested } from '../formats/json-auth.ts'
import { jsonNested } from '../formats/json-access.ts'
import { account } from '../routes/account.ts'
import type { Shape } from './shape.ts'

/** A gateway that logs nested JSON; ids as a document store makes them. */
export const accountGateway: Shape = {
  name: 'account-gateway',
  ids: 'object-id',
  orders: 'counting',
  routes: account,
  credentials: 'opaque',
  life: { web: 24, app: 24 * 30 },
  showsExpiry: false,
  showsKey: false,
  refresh: false,
  anonymousSessions: false,
  nobody: 200,
  access: jsonNested,
  auth: authNested,
  hosts: ['gw-1', 'gw-2', 'gw-3', 'gw-4'],
  files: { access: (host, day) => `gateway/${day}/${host}.jsonl`, auth: (day) => `identity/${day}.jsonl`, gzip: false },
}
