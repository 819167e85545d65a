import { authFlat } from '../formats/json-auth.ts'
import { nginxBearer } from '../formats/web-access.ts'
import { mine } from '../routes/mine.ts'
import type { Shape } from './shape.ts'

/** nginx that logs whole JWTs; pages of whoever is logged in. */
export const tokenShop: Shape = {
  name: 'token-shop',
  ids: 'sparse',
  orders: 'counting',
  routes: mine,
  credentials: 'jwt',
  life: { web: 10, app: 24 * 30 },
  showsExpiry: true,
  showsKey: true,
  refresh: false,
  anonymousSessions: false,
  nobody: 404,
  access: nginxBearer,
  auth: authFlat('access_token'),
  hosts: ['edge1', 'edge2'],
  files: { access: (host, day) => `nginx/${host}.${day}.access.log`, auth: (day) => `token/${day}.jsonl`, gzip: false },
}
