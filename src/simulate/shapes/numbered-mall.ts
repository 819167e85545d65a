import { authFlat } from '../formats/json-auth.ts'
import { nginxSession } from '../formats/web-access.ts'
import { rest } from '../routes/rest.ts'
import type { Shape } from './shape.ts'

/** nginx, members counted up, opaque session cookies. */
export const numberedMall: Shape = {
  name: 'numbered-mall',
  ids: 'sequential',
  orders: 'counting',
  routes: rest,
  credentials: 'opaque',
  life: { web: 12, app: 24 * 45 },
  showsExpiry: false,
  showsKey: false,
  refresh: false,
  anonymousSessions: false,
  nobody: 404,
  access: nginxSession,
  auth: authFlat('session_id'),
  hosts: ['web1', 'web2', 'web3'],
  files: { access: (host, day) => `${host}/access.log-${day}`, auth: (day) => `auth/auth-${day}.jsonl`, gzip: true },
}
