import type { HttpEvent } from '../events.ts'
import { commonLogTime } from '../calendar.ts'
import { type AccessFormat, orDash } from './access-format.ts'

const combined = (e: HttpEvent, stamp: number, user: string): string =>
  `${e.address} - ${user} [${commonLogTime(stamp)}] "${e.method} ${e.target} HTTP/1.1" ${e.status} ${e.bytes} "${orDash(e.referrer)}" "${orDash(e.agent)}"`

/** nginx behind an application that names the member in a response header. */
export const nginxSession: AccessFormat = {
  extension: 'log',
  config: {
    kind: 'web-access',
    format:
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$cookie_SESSION" "$sent_http_x_member"',
    fields: { credential: '$cookie_SESSION', principal: '$sent_http_x_member' },
  },
  line: (e, stamp) => `${combined(e, stamp, '-')} "${orDash(e.credential?.text ?? '')}" "${orDash(e.account)}"`,
}

/** nginx that writes the whole `Authorization` header. */
export const nginxBearer: AccessFormat = {
  extension: 'log',
  config: {
    kind: 'web-access',
    format:
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_authorization" $request_time',
    fields: { credential: '$http_authorization' },
  },
  line: (e, stamp) =>
    `${combined(e, stamp, '-')} "${e.credential === null ? '-' : `Bearer ${e.credential.text}`}" 0.${String(3 + (e.bytes % 290)).padStart(3, '0')}`,
}

/** Apache before a Java container; anonymous visitors have a session cookie too. */
export const apacheSession: AccessFormat = {
  extension: 'log',
  config: {
    kind: 'web-access',
    format: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" "%{X-User}o" "%{JSESSIONID}C"',
    fields: { credential: '%{JSESSIONID}C', principal: '%{X-User}o' },
  },
  line: (e, stamp) => `${combined(e, stamp, '-')} "${orDash(e.account)}" "${orDash(e.credential?.text ?? '')}"`,
}

/** Apache with virtual hosts, the remote user set by the application. */
export const apacheVhost: AccessFormat = {
  extension: 'log',
  config: {
    kind: 'web-access',
    format: '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i" "%{X-Token-Id}i"',
    fields: { credential: '%{X-Token-Id}i', principal: '%u' },
  },
  line: (e, stamp, host) =>
    `${host}.shop.example:443 ${combined(e, stamp, orDash(e.account))} "${orDash(e.credential?.text ?? '')}"`,
}
