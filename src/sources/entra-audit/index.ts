import { rooted } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

export const entraAudit = jsonSource({
  id: 'entra-audit',
  title: 'Microsoft Entra ID audit log',
  description: 'Changes to users, applications and policies in Microsoft Entra ID, one a line.',
  owns: (record) =>
    has(record, 'properties.activityDisplayName') ||
    has(record, 'properties.loggedByService') ||
    has(record, 'activityDisplayName', 'loggedByService') ||
    has(record, 'LoggedByService', 'OperationName'),
  fields: {
    time: 'properties.activityDateTime | activityDateTime | time | TimeGenerated',
    path: 'properties.activityDisplayName | activityDisplayName | operationName | OperationName',
    outcome: 'properties.result | result | Result | resultType | properties.resultType',
    host: 'properties.loggedByService | loggedByService | LoggedByService',
    src_ip: 'properties.initiatedBy.user.ipAddress | initiatedBy.user.ipAddress | callerIpAddress',
    principal:
      'properties.initiatedBy.user.userPrincipalName | initiatedBy.user.userPrincipalName | properties.initiatedBy.app.servicePrincipalId | initiatedBy.app.servicePrincipalId | properties.initiatedBy.app.displayName | initiatedBy.app.displayName',
    user_agent: 'properties.userAgent',
  },
  decoders: { path: [rooted] },
  records: 'api',
  succeeds: ['', 'success', 'Success', '0'],
})
