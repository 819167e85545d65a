/**
 * Acts of administration that come before a breach or hide one: on keys and secrets, on credentials, on rights, and on
 * logging. They are named as their makers' audit logs name them; what the acts are worth is said by MITRE ATT&CK.
 */
export const ACT_KINDS = ['key-read', 'key-changed', 'credential-made', 'rights-given', 'logging-changed'] as const

export type ActKind = (typeof ACT_KINDS)[number]

/** ATT&CK techniques by kind of act. */
export const ACT_TECHNIQUES: Readonly<Record<ActKind, readonly string[]>> = {
  'key-read': ['T1552.004', 'T1555.006'],
  'key-changed': ['T1556.007', 'T1649'],
  'credential-made': ['T1098.001', 'T1136.003'],
  'rights-given': ['T1098.003'],
  'logging-changed': ['T1562.008'],
}

interface NamedActs {
  /** Who names them so: AWS CloudTrail, Okta's system log, the audit log of Microsoft Entra ID, Google Workspace, Auth0. */
  readonly maker: string
  readonly names: Partial<Readonly<Record<ActKind, readonly string[]>>>
}

const NAMED_ACTS: readonly NamedActs[] = [
  {
    maker: 'aws',
    names: {
      'key-read': [
        'GetSecretValue',
        'BatchGetSecretValue',
        'GetParameter',
        'GetParameters',
        'GetParametersByPath',
        'GetPasswordData',
        'ExportCertificate',
      ],
      'key-changed': [
        'CreateKey',
        'ImportKeyMaterial',
        'ScheduleKeyDeletion',
        'DisableKey',
        'PutKeyPolicy',
        'CreateGrant',
        'CreateKeyPair',
        'ImportKeyPair',
        'CreateSecret',
        'UpdateSecret',
        'PutSecretValue',
        'RotateSecret',
        'DeleteSecret',
      ],
      'credential-made': [
        'CreateAccessKey',
        'UpdateAccessKey',
        'CreateLoginProfile',
        'UpdateLoginProfile',
        'CreateServiceSpecificCredential',
        'ResetServiceSpecificCredential',
        'UploadSigningCertificate',
        'DeactivateMFADevice',
        'DeleteVirtualMFADevice',
        'UploadSSHPublicKey',
        'CreateUser',
        'AdminCreateUser',
        'AdminSetUserPassword',
        'CreateUserPoolClient',
        'UpdateUserPoolClient',
      ],
      'rights-given': [
        'AttachUserPolicy',
        'AttachRolePolicy',
        'AttachGroupPolicy',
        'PutUserPolicy',
        'PutRolePolicy',
        'PutGroupPolicy',
        'AddUserToGroup',
        'AdminAddUserToGroup',
        'DeleteRolePermissionsBoundary',
        'DeleteUserPermissionsBoundary',
        'DeleteBucketPublicAccessBlock',
        'UpdateAssumeRolePolicy',
        'CreatePolicyVersion',
        'SetDefaultPolicyVersion',
        'CreateSAMLProvider',
        'UpdateSAMLProvider',
        'CreateOpenIDConnectProvider',
        'PutBucketPolicy',
        'PutResourcePolicy',
        'ModifySnapshotAttribute',
        'ModifyDBSnapshotAttribute',
        'ModifyImageAttribute',
      ],
      'logging-changed': [
        'StopLogging',
        'DeleteTrail',
        'UpdateTrail',
        'PutEventSelectors',
        'DeleteFlowLogs',
        'DeleteLogGroup',
        'DeleteLogStream',
        'PutRetentionPolicy',
        'DeleteDetector',
        'UpdateDetector',
        'StopConfigurationRecorder',
        'DeleteConfigurationRecorder',
        'StopEventDataStoreIngestion',
        'DeleteEventDataStore',
        'PutBucketLogging',
      ],
    },
  },
  {
    maker: 'okta',
    names: {
      'key-changed': [
        'app.oauth2.as.key.rollover',
        'system.idp.key.create',
        'system.idp.key.update',
        'system.idp.key.delete',
      ],
      'credential-made': [
        'system.api_token.create',
        'user.mfa.factor.reset_all',
        'user.mfa.factor.deactivate',
        'app.oauth2.client.lifecycle.create',
        'app.oauth2.credentials.lifecycle.create',
      ],
      'rights-given': ['user.account.privilege.grant', 'group.privilege.grant', 'system.idp.lifecycle.create'],
      'logging-changed': ['system.log_stream.lifecycle.deactivate', 'system.log_stream.lifecycle.delete'],
    },
  },
  {
    maker: 'entra',
    names: {
      'key-changed': ['Set federation settings on domain', 'Set domain authentication'],
      'credential-made': [
        'Add service principal credentials',
        'Update application – Certificates and secrets management',
        'Update application - Certificates and secrets management',
        'Admin registered security info',
        'Reset password (by admin)',
      ],
      'rights-given': [
        'Add member to role',
        'Add eligible member to role',
        'Add owner to application',
        'Add owner to service principal',
        'Add app role assignment to service principal',
        'Add delegated permission grant',
        'Consent to application',
      ],
    },
  },
  {
    maker: 'google-workspace',
    names: {
      'credential-made': ['CHANGE_PASSWORD'],
      'rights-given': [
        'ASSIGN_ROLE',
        'GRANT_ADMIN_PRIVILEGE',
        'GRANT_DELEGATED_ADMIN_PRIVILEGES',
        'AUTHORIZE_API_CLIENT_ACCESS',
      ],
    },
  },
  {
    maker: 'auth0',
    names: {
      'key-changed': ['api/v2/keys/signing/rotate'],
      'rights-given': ['api/v2/client-grants'],
      'logging-changed': ['api/v2/log-streams'],
    },
  },
]

/** Name, in small letters, and kind of act. */
export const namedActs = (): readonly (readonly [name: string, kind: ActKind])[] =>
  NAMED_ACTS.flatMap(({ names }) =>
    ACT_KINDS.flatMap((kind) => (names[kind] ?? []).map((name) => [name.toLowerCase(), kind] as const)),
  )

/** One kind of act by one account from one address. */
export interface AdministrativeAct {
  readonly kind: ActKind
  readonly name: string
  readonly principal: string
  readonly ip: string
  /** Those that were carried out, and those that were refused. */
  readonly done: bigint
  readonly refused: bigint
  /** ISO 8601 UTC, microseconds. */
  readonly first: string
  readonly last: string
  /** An address from which an actor came. */
  readonly fromActor: boolean
  readonly file: string
  readonly line: bigint
}
