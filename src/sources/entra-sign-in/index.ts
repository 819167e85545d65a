import { has, jsonSource, memberAt } from '../shared/json-source.ts'

/** As exported from the portal or Graph, as streamed by diagnostic settings, as kept in Log Analytics. */
const any = (name: string): string =>
  `properties.${name} | ${name} | ${name.replace(/^./, (letter) => letter.toUpperCase())}`

const CATEGORY = /^(?:NonInteractiveUser|ServicePrincipal|ManagedIdentity|ADFS)?SignInLogs$/

export const entraSignIn = jsonSource({
  id: 'entra-sign-in',
  title: 'Microsoft Entra ID sign-in log',
  description: 'Sign-ins of users, services and managed identities to Microsoft Entra ID, one a line.',
  owns: (record) => {
    const category = memberAt(record, 'category') ?? memberAt(record, 'Category')
    return (
      (typeof category === 'string' && CATEGORY.test(category)) ||
      (has(record, 'userPrincipalName', 'ipAddress', 'createdDateTime') && has(record, 'appDisplayName'))
    )
  },
  fields: {
    time: `${any('createdDateTime')} | time | TimeGenerated`,
    action: 'operationName | OperationName | category | Category',
    outcome: 'properties.status.errorCode | status.errorCode | resultType | ResultType',
    src_ip: `${any('ipAddress')} | callerIpAddress | IPAddress`,
    host: any('resourceDisplayName'),
    user_agent: any('userAgent'),
    principal: `${any('userPrincipalName')} | ${any('servicePrincipalId')} | ${any('userId')}`,
    credential: `${any('uniqueTokenIdentifier')} | ${any('sessionId')}`,
    device: 'properties.deviceDetail.deviceId | deviceDetail.deviceId',
  },
  records: 'auth',
  actions: {
    logon: [
      '',
      'Sign-in activity',
      'SignInLogs',
      'NonInteractiveUserSignInLogs',
      'ServicePrincipalSignInLogs',
      'ManagedIdentitySignInLogs',
      'ADFSSignInLogs',
    ],
  },
  succeeds: ['', '0', 'Success', 'success'],
})
