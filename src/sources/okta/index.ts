import { noneIf, rooted } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

export const okta = jsonSource({
  id: 'okta',
  title: 'Okta system log',
  description: 'What users, administrators and applications did in Okta, one event a line.',
  owns: (record) =>
    (has(record, 'eventType') || has(record, 'eventtype')) && has(record, 'actor', 'client') && has(record, 'severity'),
  fields: {
    time: 'published',
    action: 'eventType | eventtype',
    outcome: 'outcome.result',
    src_ip: 'client.ipAddress',
    path: 'eventType | eventtype',
    user_agent: 'client.userAgent.rawUserAgent',
    principal: 'actor.alternateId | actor.id',
    credential: 'authenticationContext.externalSessionId | authenticationcontext.externalSessionId',
    device: 'device.id | client.id',
  },
  decoders: {
    path: [rooted],
    principal: [noneIf('unknown'), noneIf('system@okta.com')],
    credential: [noneIf('unknown')],
  },
  records: 'api',
  actions: {
    logon: ['user.session.start'],
    issue: [
      'app.oauth2.token.grant.access_token',
      'app.oauth2.as.token.grant.access_token',
      'app.oauth2.as.token.grant',
    ],
    refresh: ['app.oauth2.token.grant.refresh_token', 'app.oauth2.as.token.grant.refresh_token'],
    revoke: ['user.session.end', 'user.session.clear', 'app.oauth2.token.revoke', 'app.oauth2.as.token.revoke'],
  },
  succeeds: ['', 'SUCCESS', 'ALLOW', 'UNANSWERED', 'CHALLENGE'],
})
