import type { AuthAction } from '../../domain/case-config.ts'
import type { AuthEvent } from '../events.ts'
import { isoKorea, isoUtc } from '../calendar.ts'
import { actionsOf, type AuthFormat, type AuthWords } from './auth-format.ts'

const FLAT_WORDS: AuthWords = {
  issue: 'token_issued',
  refresh: 'token_refreshed',
  revoke: 'token_revoked',
  logon: 'login_success',
  'logon-failed': 'login_failed',
}

/** `name` is what this company calls its credential. */
export const authFlat = (name: string): AuthFormat => ({
  issuesAtLogon: false,
  config: {
    kind: 'json-lines',
    fields: {
      time: 'ts',
      action: 'event',
      principal: 'user_id',
      credential: name,
      src_ip: 'ip',
      user_agent: 'user_agent',
      token_kid: 'kid',
    },
    actions: actionsOf(FLAT_WORDS, false),
  },
  line: (e) => {
    const token = e.credential === null ? '' : `,"${name}":"${e.credential.text}"${keyOf(e)}`
    return `{"ts":"${isoKorea(e.time)}","event":"${FLAT_WORDS[e.action]}","user_id":"${e.account}","ip":"${e.address}","user_agent":"${e.agent}"${token}}`
  },
})

const keyOf = (e: AuthEvent): string =>
  e.credential === null || e.credential.kid === ''
    ? ''
    : `,"kid":"${e.credential.kid}","expires_in":${Math.round((e.credential.expires - e.credential.issued) / 1000)}`

const SESSION_WORDS: AuthWords = {
  issue: '',
  refresh: 'SESSION_EXTEND',
  revoke: 'SESSION_END',
  logon: 'LOGIN_OK',
  'logon-failed': 'LOGIN_FAIL',
}

/** A log-in log in which the session id stands with the log-in itself. */
export const authSession: AuthFormat = {
  issuesAtLogon: true,
  config: {
    kind: 'json-lines',
    fields: {
      time: 'regTime',
      action: 'evtType',
      principal: 'memberNo',
      credential: 'sessionId',
      src_ip: 'clientIp',
      user_agent: 'userAgent',
    },
    actions: actionsOf(SESSION_WORDS, true),
  },
  line: (e) =>
    `{"regTime":${e.time},"evtType":"${SESSION_WORDS[e.action]}","memberNo":"${e.account}","sessionId":${e.credential === null ? 'null' : `"${e.credential.text}"`},"clientIp":"${e.address}","userAgent":"${e.agent}"}`,
}

const NESTED_OUTCOME: Readonly<Record<AuthAction, readonly [string, string]>> = {
  issue: ['token-issued', 'success'],
  refresh: ['token-refreshed', 'success'],
  revoke: ['token-revoked', 'success'],
  logon: ['user-login', 'success'],
  'logon-failed': ['user-login-failed', 'failure'],
}

/** Nested as in the Elastic Common Schema. */
export const authNested: AuthFormat = {
  issuesAtLogon: false,
  config: {
    kind: 'json-lines',
    fields: {
      time: '@timestamp',
      action: 'event.action',
      principal: 'user.id',
      credential: 'session.id',
      src_ip: 'source.ip',
      user_agent: 'user_agent.original',
      device: 'device.id',
    },
    actions: actionsOf(
      {
        issue: 'token-issued',
        refresh: 'token-refreshed',
        revoke: 'token-revoked',
        logon: 'user-login',
        'logon-failed': 'user-login-failed',
      },
      false,
    ),
  },
  line: (e) => {
    const [action, outcome] = NESTED_OUTCOME[e.action]
    const session = e.credential === null ? '' : `,"session":{"id":"${e.credential.text}"}`
    const device = e.device === '' ? '' : `,"device":{"id":"${e.device}"}`
    return `{"@timestamp":"${isoUtc(e.time)}","event":{"category":"authentication","action":"${action}","outcome":"${outcome}"},"user":{"id":"${e.account}"},"source":{"ip":"${e.address}"},"user_agent":{"original":"${e.agent}"}${session}${device}}`
  },
}

const CAMEL_WORDS: AuthWords = {
  issue: 'TOKEN_ISSUE',
  refresh: 'TOKEN_REFRESH',
  revoke: 'TOKEN_REVOKE',
  logon: 'LOGIN_SUCCESS',
  'logon-failed': 'LOGIN_FAIL',
}

/** camelCase, times in Korean time with its offset. */
export const authCamel: AuthFormat = {
  issuesAtLogon: false,
  config: {
    kind: 'json-lines',
    fields: {
      time: 'regDt',
      action: 'eventType',
      principal: 'memberNo',
      credential: 'accessToken',
      src_ip: 'clientIp',
      user_agent: 'userAgent',
      device: 'deviceId',
    },
    actions: actionsOf(CAMEL_WORDS, false),
  },
  line: (e) =>
    `{"regDt":"${isoKorea(e.time)}","eventType":"${CAMEL_WORDS[e.action]}","memberNo":"${e.account}","accessToken":${e.credential === null ? 'null' : `"${e.credential.text}"`},"clientIp":"${e.address}","userAgent":"${e.agent}","deviceId":"${e.device}"}`,
}
