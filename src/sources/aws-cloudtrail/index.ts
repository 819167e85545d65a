import { noneIf, rooted } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

export const awsCloudtrail = jsonSource({
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail',
  description: 'Calls to the interfaces of AWS, one record a line; Cognito and the console among them.',
  owns: (record) =>
    has(record, 'eventSource', 'eventName') &&
    ['userIdentity', 'awsRegion', 'eventVersion'].some((name) => has(record, name)),
  fields: {
    time: 'eventTime | @timestamp',
    action: 'eventName',
    outcome: 'responseElements.ConsoleLogin | errorCode',
    src_ip: 'sourceIPAddress',
    host: 'eventSource',
    path: 'eventName',
    user_agent: 'userAgent',
    principal:
      'additionalEventData.sub | userIdentity.arn | userIdentity.userName | userIdentity.principalId | userIdentity.invokedBy | userIdentity.accountId',
    credential: 'responseElements.credentials.accessKeyId | userIdentity.accessKeyId',
  },
  decoders: { path: [rooted], principal: [noneIf('ANONYMOUS_PRINCIPAL')] },
  records: 'api',
  actions: {
    logon: [
      'ConsoleLogin',
      'InitiateAuth',
      'AdminInitiateAuth',
      'RespondToAuthChallenge',
      'AdminRespondToAuthChallenge',
    ],
    issue: [
      'AssumeRole',
      'AssumeRoleWithSAML',
      'AssumeRoleWithWebIdentity',
      'GetSessionToken',
      'GetFederationToken',
      'CreateAccessKey',
      'GetCredentialsForIdentity',
      'Token_POST',
    ],
    revoke: ['DeleteAccessKey', 'RevokeToken', 'GlobalSignOut', 'AdminUserGlobalSignOut'],
  },
  succeeds: ['', 'Success'],
  log: 'mixed',
})
