import type { AuthAction } from '../../domain/case-config.ts'

/** Types of Keycloak's events by what they mean. */
export const ACTIONS: Readonly<Record<AuthAction, readonly string[]>> = {
  logon: ['LOGIN', 'CLIENT_LOGIN', 'IDENTITY_PROVIDER_LOGIN'],
  'logon-failed': ['LOGIN_ERROR', 'CLIENT_LOGIN_ERROR', 'IDENTITY_PROVIDER_LOGIN_ERROR'],
  issue: ['CODE_TO_TOKEN', 'TOKEN_EXCHANGE', 'OAUTH2_DEVICE_CODE_TO_TOKEN', 'PERMISSION_TOKEN', 'IMPERSONATE'],
  refresh: ['REFRESH_TOKEN'],
  revoke: ['LOGOUT', 'REVOKE_GRANT', 'USER_SESSION_DELETED'],
}
