import { authCamel } from '../formats/json-auth.ts'
import { jsonCamel } from '../formats/json-access.ts'
import { rest } from '../routes/rest.ts'
import type { Shape } from './shape.ts'

/** A market that lives in its app: camelCase JSON, milliseconds, big member numbers. */
export const appMarket: Shape = {
  name: 'app-market',
  ids: 'sparse',
  orders: 'random',
  routes: rest,
  credentials: 'opaque',
  life: { web: 8, app: 6 },
  showsExpiry: false,
  showsKey: false,
  refresh: true,
  anonymousSessions: false,
  nobody: 401,
  access: jsonCamel,
  auth: authCamel,
  hosts: ['app01', 'app02', 'app03'],
  files: { access: (host, day) => `${host}/${day}.log`, auth: (day) => `sso/${day}.log`, gzip: true },
}
