import { authFlat } from '../formats/json-auth.ts'
import { apacheVhost } from '../formats/web-access.ts'
import { mine } from '../routes/mine.ts'
import type { Shape } from './shape.ts'

/** Apache with virtual hosts, members by e-mail address, token ids in a header. */
export const vhostStore: Shape = {
  name: 'vhost-store',
  ids: 'e-mail',
  orders: 'counting',
  routes: mine,
  credentials: 'jti',
  life: { web: 5, app: 24 * 20 },
  showsExpiry: false,
  showsKey: false,
  refresh: false,
  anonymousSessions: false,
  nobody: 401,
  access: apacheVhost,
  auth: authFlat('token_id'),
  hosts: ['www1', 'www2', 'm1'],
  files: {
    access: (host, day) => `${host}/other_vhosts_access.log.${day}`,
    auth: (day) => `auth/events-${day}.jsonl`,
    gzip: true,
  },
}
