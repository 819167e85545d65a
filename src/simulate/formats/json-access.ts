import { isoUtc } from '../calendar.ts'
import type { Credential } from '../events.ts'
import type { AccessFormat } from './access-format.ts'

/** `/a/b?c` as path and query. */
const split = (target: string): readonly [string, string] => {
  const at = target.indexOf('?')
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}

/** One flat object a line, with the claims the gateway read. */
export const jsonFlat: AccessFormat = {
  extension: 'jsonl',
  config: {
    kind: 'json-lines',
    fields: {
      time: 'ts',
      src_ip: 'remote_addr',
      method: 'method',
      url: 'uri',
      status: 'status',
      bytes: 'bytes_sent',
      referrer: 'referer',
      user_agent: 'user_agent',
      principal: 'user_id',
      credential: 'jti',
      token_kid: 'kid',
      token_issued: 'iat',
      token_expires: 'exp',
    },
  },
  line: (e, stamp, host) => {
    const user = e.account === '' ? '' : `,"user_id":"${e.account}"`
    return `{"ts":"${isoUtc(stamp)}","host":"${host}","remote_addr":"${e.address}","method":"${e.method}","uri":"${e.target}","status":${e.status},"bytes_sent":${e.bytes},"referer":"${e.referrer}","user_agent":"${e.agent}"${user}${claimsOf(e.credential)}}`
  },
}

const claimsOf = (credential: Credential | null): string => {
  if (credential === null) return ''
  const { text, kid, issued, expires } = credential
  return `,"jti":"${text}","kid":"${kid}","iat":${Math.floor(issued / 1000)},"exp":${Math.floor(expires / 1000)}`
}

/** Nested as in the Elastic Common Schema. */
export const jsonNested: AccessFormat = {
  extension: 'jsonl',
  config: {
    kind: 'json-lines',
    fields: {
      time: '@timestamp',
      src_ip: 'source.ip',
      method: 'http.request.method',
      path: 'url.path',
      query: 'url.query',
      status: 'http.response.status_code',
      bytes: 'http.response.body.bytes',
      referrer: 'http.request.referrer',
      user_agent: 'user_agent.original',
      principal: 'user.id',
      credential: 'session.id',
      device: 'device.id',
    },
  },
  line: (e, stamp, host) => {
    const [path, query] = split(e.target)
    const url = query === '' ? `"path":"${path}"` : `"path":"${path}","query":"${query}"`
    const referrer = e.referrer === '' ? '' : `,"referrer":"${e.referrer}"`
    const user = e.account === '' ? '' : `,"user":{"id":"${e.account}"}`
    const session = e.credential === null ? '' : `,"session":{"id":"${e.credential.text}"}`
    const device = e.device === '' ? '' : `,"device":{"id":"${e.device}"}`
    return `{"@timestamp":"${isoUtc(stamp)}","event":{"category":"web","dataset":"gateway.access"},"host":{"name":"${host}"},"source":{"ip":"${e.address}"},"http":{"request":{"method":"${e.method}"${referrer}},"response":{"status_code":${e.status},"body":{"bytes":${e.bytes}}}},"url":{${url}},"user_agent":{"original":"${e.agent}"}${user}${session}${device}}`
  },
}

/** camelCase names as Korean shops write them, times in milliseconds since 1970. */
export const jsonCamel: AccessFormat = {
  extension: 'jsonl',
  config: {
    kind: 'json-lines',
    fields: {
      time: 'logTime',
      src_ip: 'clientIp',
      method: 'reqMethod',
      url: 'reqUri',
      status: 'respCode',
      bytes: 'respSize',
      referrer: 'referer',
      user_agent: 'userAgent',
      principal: 'memberNo',
      credential: 'accessToken',
      device: 'deviceId',
    },
  },
  line: (e, stamp, host) =>
    `{"logTime":${stamp},"serverNm":"${host}","clientIp":"${e.address}","reqMethod":"${e.method}","reqUri":"${e.target}","respCode":"${e.status}","respSize":${e.bytes},"referer":"${e.referrer}","userAgent":"${e.agent}","memberNo":${e.account === '' ? 'null' : `"${e.account}"`},"accessToken":${e.credential === null ? 'null' : `"${e.credential.text}"`},"deviceId":"${e.device}"}`,
}
