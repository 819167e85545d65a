import { rooted } from '../shared/decoder.ts'
import { has, jsonSource, memberAt } from '../shared/json-source.ts'
import { ACTIONS } from './actions.ts'

export const keycloakEvents = jsonSource({
  id: 'keycloak-events',
  title: 'Keycloak events, exported',
  description: 'Log-ins, tokens and log-outs of Keycloak as its administration interface gives them, one a line.',
  owns: (record) => {
    const type = memberAt(record, 'type')
    return typeof type === 'string' && /^[A-Z][A-Z0-9_]+$/.test(type) && has(record, 'realmId', 'time')
  },
  fields: {
    time: 'time',
    action: 'type',
    src_ip: 'ipAddress',
    host: 'realmName | realmId',
    path: 'type',
    principal: 'details.username | userId',
    credential: 'sessionId | details.code_id',
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: ACTIONS,
})
