import { authFlat } from '../formats/json-auth.ts'
import { jsonFlat } from '../formats/json-access.ts'
import { usersV2 } from '../routes/users-v2.ts'
import type { Shape } from './shape.ts'

/** An API that logs JSON with the claims of each token; UUIDs. */
export const spaApi: Shape = {
  name: 'spa-api',
  ids: 'uuid',
  orders: 'random',
  routes: usersV2,
  credentials: 'jti',
  life: { web: 6, app: 12 },
  showsExpiry: true,
  showsKey: true,
  refresh: true,
  anonymousSessions: false,
  nobody: 404,
  access: jsonFlat,
  auth: authFlat('jti'),
  hosts: ['api-a', 'api-b'],
  files: { access: (host, day) => `${host}-${day}.jsonl`, auth: (day) => `auth-${day}.jsonl`, gzip: false },
}
