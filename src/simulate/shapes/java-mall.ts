import { authSession } from '../formats/json-auth.ts'
import { apacheSession } from '../formats/web-access.ts'
import { mypage } from '../routes/mypage.ts'
import type { Shape } from './shape.ts'

/** Apache before a Java container: `.do` pages, JSESSIONID for everybody. */
export const javaMall: Shape = {
  name: 'java-mall',
  ids: 'base36',
  orders: 'counting',
  routes: mypage,
  credentials: 'session-id',
  life: { web: 3, app: 24 * 14 },
  showsExpiry: false,
  showsKey: false,
  refresh: false,
  anonymousSessions: true,
  nobody: 200,
  access: apacheSession,
  auth: authSession,
  hosts: ['was01', 'was02'],
  files: { access: (host, day) => `${host}/access_log.${day}`, auth: (day) => `login/login_${day}.json`, gzip: false },
}
