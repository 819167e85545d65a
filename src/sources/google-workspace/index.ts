import { rooted } from '../shared/decoder.ts'
import { has, jsonSource, memberAt } from '../shared/json-source.ts'

export const googleWorkspace = jsonSource({
  id: 'google-workspace',
  title: 'Google Workspace activity report',
  description: 'Activities in Google Workspace (log-in, admin, drive, token …), one a line.',
  owns: (record) =>
    memberAt(record, 'kind') === 'admin#reports#activity' ||
    (has(record, 'id.applicationName') && (has(record, 'name') || has(record, 'events'))),
  fields: {
    time: 'id.time',
    action: 'name | events[0].name',
    src_ip: 'ipAddress',
    host: 'id.applicationName',
    path: 'name | events[0].name',
    principal: 'actor.email | actor.profileId | actor.key',
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: {
    logon: ['login_success'],
    'logon-failed': ['login_failure'],
    issue: ['authorize'],
    revoke: ['logout', 'revoke'],
  },
})
