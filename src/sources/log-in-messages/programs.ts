import { CISCO_ASA } from './cisco-asa.ts'
import type { MessageProgram } from './message-program.ts'
import { NETSCALER } from './netscaler.ts'

const VSFTPD = {
  user: { after: '[', ends: ']', isBefore: true, isLast: true },
  address: { after: 'Client "', ends: '"' },
} as const
const DOVECOT = { user: { after: 'user=<', ends: '>' }, address: { after: ' rip=', ends: ', ', isLast: true } } as const
const RADIUS_USER = { after: '[', ends: ']/' } as const
const RADIUS = { user: RADIUS_USER, address: { after: ' cli ', ends: ' )', isLast: true } } as const
const AUDIT_ADDRESS = { after: ' addr=', ends: ' ', isLast: true } as const

export const PROGRAMS: readonly MessageProgram[] = [
  ...CISCO_ASA,
  ...NETSCALER,
  {
    id: 'freeradius',
    own: / : (?:Auth|Info|Error|Warning|Proxy|Debug): |\bradiusd?\[\d+\]: |\bfreeradius\[\d+\]: /,
    sign: 'first',
    rules: [
      { sign: 'Login OK: [', action: 'logon', ...RADIUS },
      { sign: 'Login incorrect', action: 'logon-failed', ...RADIUS, user: { after: ': [', ends: ']/' } },
      { sign: 'Invalid user', action: 'logon-failed', ...RADIUS, user: { after: ': [', ends: ']/' } },
    ],
  },
  {
    id: 'openvpn',
    own: /\bopenvpn(?:-\w+)?\[\d+\]: |\[AF_INET6?\]|\b(?:TLS|VERIFY|MULTI|PUSH|SENT CONTROL|Data Channel|Control Channel|Outgoing Data|Incoming Data)\b/,
    sign: 'last',
    rules: [
      { sign: '] Peer Connection Initiated with [AF_INET', action: 'logon', user: { after: '[', ends: ']', isBefore: true, isLast: true }, address: { after: '[AF_INET]', ends: ' :' } },
      { sign: ' TLS Auth Error: Auth Username/Password verification failed for peer', action: 'logon-failed', address: { after: ' ', ends: ' :', isBefore: true, isLast: true } },
    ],
  },
  {
    id: 'vsftpd',
    own: /\[pid \d+\] |\bvsftpd\[\d+\]: /,
    sign: 'last',
    rules: [
      { sign: '] OK LOGIN: Client "', action: 'logon', ...VSFTPD },
      { sign: '] FAIL LOGIN: Client "', action: 'logon-failed', ...VSFTPD },
    ],
  },
  {
    id: 'dovecot',
    own: /\bdovecot(?:\[\d+\])?: |\b(?:imap|pop3|managesieve|submission)(?:-login)?(?:\(|: )/,
    sign: 'first',
    rules: [
      { sign: '-login: Login: user=<', action: 'logon', ...DOVECOT },
      { sign: '(auth failed, ', action: 'logon-failed', ...DOVECOT },
    ],
  },
  {
    id: 'auditd',
    own: /^(?:node=\S+ )?type=[A-Z_]+ msg=audit\(/,
    sign: 'first',
    rules: [
      { sign: 'type=USER_LOGIN msg=audit(', also: " res=success'", action: 'logon', user: { after: ' acct="', ends: '"' }, address: AUDIT_ADDRESS },
      { sign: 'type=USER_LOGIN msg=audit(', also: " res=failed'", action: 'logon-failed', user: { after: ' acct="', ends: '"' }, address: AUDIT_ADDRESS },
    ],
  },
] // biome-ignore format: one rule a line
