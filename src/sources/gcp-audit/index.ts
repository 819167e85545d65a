import { rooted } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

const IDENTITY = [
  'google.cloud.identitytoolkit.v1.AuthenticationService.',
  'google.cloud.identitytoolkit.v2.AuthenticationService.',
]
const identity = (...methods: readonly string[]): readonly string[] =>
  methods.flatMap((method) => IDENTITY.map((service) => `${service}${method}`))

export const gcpAudit = jsonSource({
  id: 'gcp-audit',
  title: 'Google Cloud audit log',
  description:
    'Calls to the interfaces of Google Cloud, one record a line; log-ins of Identity Platform and Firebase among them.',
  owns: (record) => has(record, 'protoPayload.methodName', 'timestamp'),
  fields: {
    time: 'timestamp | receiveTimestamp',
    action: 'protoPayload.methodName',
    outcome: 'protoPayload.status.code',
    src_ip: 'protoPayload.requestMetadata.callerIp',
    host: 'protoPayload.serviceName',
    path: 'protoPayload.methodName',
    user_agent: 'protoPayload.requestMetadata.callerSuppliedUserAgent',
    principal:
      'protoPayload.request.email | protoPayload.request.localId | protoPayload.response.localId | protoPayload.authenticationInfo.principalEmail | protoPayload.authenticationInfo.principalSubject',
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: {
    logon: [
      ...identity(
        'SignInWithPassword',
        'SignInWithIdp',
        'SignInWithCustomToken',
        'SignInWithEmailLink',
        'SignInWithPhoneNumber',
        'SignInWithGameCenter',
      ),
      'google.login.LoginService.loginSuccess',
    ],
    'logon-failed': ['google.login.LoginService.loginFailure'],
    issue: ['GenerateAccessToken', 'google.iam.credentials.v1.IAMCredentials.GenerateAccessToken'],
    revoke: ['google.login.LoginService.logout'],
  },
  succeeds: ['', '0'],
  log: 'mixed',
})
