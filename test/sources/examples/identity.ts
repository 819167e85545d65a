import type { Example } from './example.ts'

export const IDENTITY: readonly Example[] = [
  {
    id: 'onelogin',
    name: 'a log-in, one that failed, a change of a password',
    lines: [
      '{"id":1,"created_at":"2025-11-09T06:05:11.120Z","account_id":1,"user_id":39,"event_type_id":5,"user_name":"mina","ipaddr":"203.0.113.7","notes":null,"app_id":null,"actor_user_id":39}',
      '{"uuid":"u2","event_timestamp":"2025-11-09 06:05:48 UTC","account_id":1,"user_id":40,"event_type_id":"6","user_name":"juno","ipaddr":"203.0.113.8"}',
      '{"id":3,"created_at":"2025-11-09T06:06:11.120Z","account_id":1,"user_id":40,"event_type_id":11,"user_name":"juno","ipaddr":"203.0.113.9","actor_user_id":1}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        time: '2025-11-09T06:05:11.120Z',
        principal: 'mina',
        src_ip: '203.0.113.7',
      },
      {
        reject: '',
        kind: 'auth',
        action: 'logon-failed',
        time: '2025-11-09T06:05:48.000Z',
        principal: 'juno',
        src_ip: '203.0.113.8',
      },
      { reject: '', kind: 'other', action: '', principal: 'juno' },
    ],
  },
  {
    id: 'pingfederate',
    name: 'attempts, the sign-on that follows, an end',
    lines: [
      '2025-11-09 15:05:11,120| tid:ae14b5ce8| AUTHN_ATTEMPT| mina| 203.0.113.7 | | shop| SAML20| sso1.shop.example| IdP| success| HTMLFormAdapter| | 12',
      '2025-11-09 15:05:11,140| tid:ae14b5ce8| SSO| mina| 203.0.113.7 | | shop| SAML20| sso1.shop.example| IdP| success| HTMLFormAdapter| | 30',
      '2025-11-09 15:05:48,120| tid:ae14b5ce9| AUTHN_ATTEMPT| juno| 203.0.113.8 | | shop| SAML20| sso1.shop.example| IdP| failure| HTMLFormAdapter| | 400',
      '2025-11-09 15:05:49,120| tid:ae14b5ce9| AUTHN_ATTEMPT| | 203.0.113.8 | | shop| SAML20| sso1.shop.example| IdP| inprogress| HTMLFormAdapter| | 4',
      '2025-11-09 15:09:48,120| tid:ae14b5ce8| SLO| mina| 203.0.113.7 | | shop| SAML20| sso1.shop.example| IdP| success| | | 4',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        time: '2025-11-09T15:05:11.120Z',
        principal: 'mina',
        src_ip: '203.0.113.7',
        host: 'sso1.shop.example',
      },
      { reject: '', action: '', principal: 'mina' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '203.0.113.8' },
      { reject: '', action: '', principal: '' },
      { reject: '', action: 'revoke', principal: 'mina' },
    ],
  },
  {
    id: 'pingfederate',
    name: 'with the id of a transaction, and nothing but sign-ons',
    lines: [
      '2025-11-09 15:05:11,140| tid:ae14b5ce8| 4b1c-x| SSO| mina| 203.0.113.7 | https://shop.example/| shop| SAML20| sso1.shop.example| IdP| success| HTMLFormAdapter| | 30',
      '2025-11-09 15:05:12,140| tid:ae14b5ce9| 4b1c-y| SSO| juno| 203.0.113.8 | https://shop.example/| shop| SAML20| sso1.shop.example| IdP| failure| HTMLFormAdapter| | 30',
    ],
    events: [
      { reject: '', action: 'logon', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '203.0.113.8' },
    ],
  },
  {
    id: 'aws-cloudtrail',
    name: 'a role taken on and used, a console log-in that failed',
    lines: [
      '{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::123456789012:user/mina","accountId":"123456789012","accessKeyId":"AKIAEXAMPLE00000001","userName":"mina"},"eventTime":"2025-07-10T11:42:12Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","awsRegion":"ap-northeast-2","sourceIPAddress":"192.0.2.10","userAgent":"aws-cli/2.15","requestParameters":{"roleArn":"arn:aws:iam::123456789012:role/ops"},"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE00000002","expiration":"Jul 10, 2025, 12:42:12 PM"}},"eventID":"1"}',
      '{"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/ops/mina","accessKeyId":"ASIAEXAMPLE00000002"},"eventTime":"2025-07-10T11:43:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"ap-northeast-2","sourceIPAddress":"192.0.2.11","userAgent":"aws-cli/2.15","errorCode":"AccessDenied","eventID":"2"}',
      '{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"mina"},"eventTime":"2025-07-10T11:44:00Z","eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.12","userAgent":"Mozilla/5.0","responseElements":{"ConsoleLogin":"Failure"},"eventID":"3"}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'issue',
        time: '2025-07-10T11:42:12.000Z',
        src_ip: '192.0.2.10',
        host: 'sts.amazonaws.com',
        path: '/AssumeRole',
        principal: 'arn:aws:iam::123456789012:user/mina',
      },
      {
        reject: '',
        kind: 'other',
        action: 'failed',
        host: 's3.amazonaws.com',
        path: '/GetObject',
        user_agent: 'aws-cli/2.15',
      },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'mina' },
    ],
  },
  {
    id: 'okta',
    name: 'session start, failed start, another event',
    lines: [
      '{"actor":{"alternateId":"mina@shop.example","displayName":"Mina","id":"00u1","type":"User"},"client":{"ipAddress":"192.0.2.20","userAgent":{"rawUserAgent":"Mozilla/5.0"}},"authenticationContext":{"externalSessionId":"102abcDEF"},"eventType":"user.session.start","outcome":{"result":"SUCCESS"},"published":"2025-03-22T14:21:53.225Z","severity":"INFO","uuid":"1"}',
      '{"actor":{"alternateId":"mina@shop.example","id":"00u1","type":"User"},"client":{"ipAddress":"192.0.2.21","userAgent":{"rawUserAgent":"curl"}},"eventType":"user.session.start","outcome":{"result":"FAILURE","reason":"INVALID_CREDENTIALS"},"published":"2025-03-22T14:22:53.225Z","severity":"WARN","uuid":"2"}',
      '{"actor":{"alternateId":"unknown","id":"00u2","type":"User"},"client":{"ipAddress":"192.0.2.22"},"eventType":"user.account.update_profile","outcome":{"result":"SUCCESS"},"published":"2025-03-22T14:23:53.225Z","severity":"INFO","uuid":"3"}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        time: '2025-03-22T14:21:53.225Z',
        src_ip: '192.0.2.20',
        principal: 'mina@shop.example',
      },
      { reject: '', kind: 'auth', action: 'logon-failed', src_ip: '192.0.2.21' },
      { reject: '', kind: 'other', action: '', path: '/user.account.update_profile', principal: '' },
    ],
  },
  {
    id: 'auth0',
    name: 'exported and streamed',
    lines: [
      '{"date":"2025-10-03T14:09:32.149Z","type":"s","client_id":"c1","ip":"192.0.2.30","user_agent":"Mozilla/5.0","user_id":"auth0|1","user_name":"mina@shop.example","log_id":"900","hostname":"shop.auth0.example","details":{"session_id":"sess-1"}}',
      '{"log_id":"901","data":{"date":"2025-10-03T14:10:32.149Z","type":"fp","client_id":"c1","ip":"192.0.2.31","user_agent":"curl","user_name":"mina@shop.example","log_id":"901"}}',
      '{"log_id":"902","data":{"date":"2025-10-03T14:11:32.149Z","type":"sapi","client_id":"c1","ip":"192.0.2.32","log_id":"902","user_id":"auth0|2","details":{"request":{"path":"/v2/users/1","method":"get"},"response":{"statusCode":200}}}}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'auth0|1',
        host: 'shop.auth0.example',
        src_ip: '192.0.2.30',
      },
      { reject: '', action: 'logon-failed', principal: 'mina@shop.example' },
      { reject: '', kind: 'other', path: '/v2/users/1', status: '200' },
    ],
  },
  {
    id: 'entra-sign-in',
    name: 'streamed, exported',
    lines: [
      '{"time":"2025-01-15T11:20:15.789Z","operationName":"Sign-in activity","category":"SignInLogs","tenantId":"t","resultType":"0","callerIpAddress":"192.0.2.40","properties":{"createdDateTime":"2025-01-15T11:20:10.123Z","userPrincipalName":"mina@shop.example","ipAddress":"192.0.2.40","userAgent":"Mozilla/5.0","appDisplayName":"Azure CLI","resourceDisplayName":"Graph","status":{"errorCode":0},"uniqueTokenIdentifier":"tok-1"}}',
      '{"createdDateTime":"2025-01-15T11:21:10Z","userPrincipalName":"mina@shop.example","ipAddress":"192.0.2.41","appDisplayName":"Azure Portal","status":{"errorCode":50126}}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        time: '2025-01-15T11:20:10.123Z',
        src_ip: '192.0.2.40',
        principal: 'mina@shop.example',
        host: 'Graph',
      },
      { reject: '', kind: 'auth', action: 'logon-failed', src_ip: '192.0.2.41' },
    ],
  },
  {
    id: 'entra-audit',
    name: 'a policy changed by a user, an application added by a service',
    lines: [
      '{"time":"2025-01-15T15:30:40.789Z","operationName":"Update policy","category":"Policy","callerIpAddress":"192.0.2.50","properties":{"result":"success","activityDisplayName":"Update policy","activityDateTime":"2025-01-15T15:30:40.7890123Z","loggedByService":"Core Directory","initiatedBy":{"user":{"userPrincipalName":"admin@shop.example","ipAddress":"192.0.2.51"}}}}',
      '{"activityDateTime":"2025-01-15T15:31:40Z","activityDisplayName":"Add application","loggedByService":"Core Directory","initiatedBy":{"app":{"displayName":"sync"}}}',
    ],
    events: [
      {
        reject: '',
        kind: 'other',
        time: '2025-01-15T15:30:40.789Z',
        src_ip: '192.0.2.51',
        principal: 'admin@shop.example',
        path: '/Update policy',
        host: 'Core Directory',
      },
      { reject: '', principal: 'sync', path: '/Add application' },
    ],
  },
  {
    id: 'google-workspace',
    name: 'as the reports give it, and flattened',
    lines: [
      '{"kind":"admin#reports#activity","id":{"time":"2025-12-11T02:57:48.693Z","applicationName":"login","customerId":"C1"},"actor":{"email":"mina@shop.example","profileId":"1"},"ipAddress":"192.0.2.60","events":[{"type":"login","name":"login_failure"}]}',
      '{"kind":"admin#reports#activity","id":{"time":"2025-12-11 02:57:48.693000000","applicationName":"admin"},"actor":{"email":"admin@shop.example"},"name":"DELETE_ROLE","type":"DELEGATED_ADMIN_SETTINGS"}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon-failed',
        src_ip: '192.0.2.60',
        host: 'login',
        principal: 'mina@shop.example',
      },
      { reject: '', kind: 'other', path: '/DELETE_ROLE', time: '2025-12-11T02:57:48.693Z' },
    ],
  },
  {
    id: 'cognito',
    name: 'sign-in, failed, with an open challenge; sign-up; a message that was not sent',
    lines: [
      '{"eventTimestamp":"1760104536789","eventSource":"USER_AUTH_EVENTS","logLevel":"INFO","message":{"version":"1","eventType":"SIGN_IN","userSub":"5f0c1a52-0000-4000-8000-000000000001","userName":"mina","userPoolId":"ap-northeast-2_example","eventResponse":"Pass","ipAddress":"192.0.2.96","hasContextData":"true"},"logSourceId":{"userPoolId":"ap-northeast-2_example"}}',
      '{"eventTimestamp":"1760104537789","eventSource":"USER_AUTH_EVENTS","logLevel":"INFO","message":{"version":"1","eventType":"SIGN_IN","userSub":"5f0c1a52-0000-4000-8000-000000000001","userPoolId":"ap-northeast-2_example","eventResponse":"Fail","ipAddress":"192.0.2.97"},"logSourceId":{"userPoolId":"ap-northeast-2_example"}}',
      '{"eventTimestamp":"1760104538789","eventSource":"USER_AUTH_EVENTS","message":{"eventType":"SIGN_IN","userName":"mina","userPoolId":"ap-northeast-2_example","eventResponse":"InProgress","ipAddress":"192.0.2.97"}}',
      '{"eventTimestamp":"1760104539789","eventSource":"USER_AUTH_EVENTS","message":{"eventType":"SIGN_UP","userName":"juno","userPoolId":"ap-northeast-2_example","eventResponse":"Pass","ipAddress":"192.0.2.98"}}',
      '{"eventTimestamp":"1760104540789","eventSource":"USER_NOTIFICATION","logLevel":"ERROR","message":{"details":"SMS quota"},"logSourceId":{"userPoolId":"ap-northeast-2_example"}}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        time: '2025-10-10T13:55:36.789Z',
        src_ip: '192.0.2.96',
        principal: 'mina',
        host: 'ap-northeast-2_example',
        path: '/SIGN_IN',
      },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: '5f0c1a52-0000-4000-8000-000000000001' },
      { reject: '', kind: 'other', action: '', principal: 'mina' },
      { reject: '', kind: 'other', action: '', path: '/SIGN_UP', principal: 'juno' },
      { reject: '', kind: 'other', action: 'failed', path: '', principal: '' },
    ],
  },
]
