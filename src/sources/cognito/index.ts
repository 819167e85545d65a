import { rooted } from '../shared/decoder.ts'
import { has, jsonSource, memberAt } from '../shared/json-source.ts'

export const cognito = jsonSource({
  id: 'cognito',
  title: 'Amazon Cognito log export',
  description: 'Sign-ins, sign-ups and changes of passwords of a user pool, one record a line, as it exports them.',
  owns: (record) =>
    has(record, 'logSourceId.userPoolId', 'message') ||
    (/^USER_[A-Z_]+$/.test(String(memberAt(record, 'eventSource'))) && has(record, 'message.userPoolId')),
  fields: {
    time: 'eventTimestamp',
    action: 'message.eventType',
    outcome: 'message.eventResponse',
    src_ip: 'message.ipAddress',
    host: 'logSourceId.userPoolId | message.userPoolId',
    path: 'message.eventType',
    principal: 'message.userName | message.userSub',
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: { logon: ['SIGN_IN', 'SignIn'] },
  succeeds: ['Pass'],
  pending: ['InProgress'],
  log: 'auth',
})
