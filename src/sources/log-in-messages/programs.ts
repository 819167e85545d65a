import type { AuthAction } from '../../domain/case-config.ts'

/** A piece of a message: behind a text, up to one of some characters. */
export interface Piece {
  readonly after: string
  /** Characters that end it. */
  readonly ends: string
  /** Looked for before the sign of the rule: its first place there; else behind the sign. */
  readonly isBefore?: true
  /** Its last place: what the client chose stands before it. */
  readonly isLast?: true
}

/** A message by what it says. */
export interface MessageRule {
  readonly sign: string
  /** What else it says, anywhere. */
  readonly also?: string
  /** '' for what is noted and decides nothing. */
  readonly action: AuthAction | ''
  readonly user?: Piece
  readonly address?: Piece
}

/** A program or appliance that tells of log-ins in messages of fixed wording. */
export interface MessageProgram {
  readonly id: string
  /** What its lines have, those about other things too. */
  readonly own: RegExp
  /** Where in a line its signs are looked for first: clients choose what stands behind them, or what stands before. */
  readonly sign: 'first' | 'last'
  readonly rules: readonly MessageRule[]
}

const ASA_SESSION = {
  user: { after: '> User <', ends: '>' },
  address: { after: '> IP <', ends: '>', isLast: true },
} as const
const ASA_BARE = { user: { after: ' User ', ends: ' ' }, address: { after: ' IP ', ends: ' ', isLast: true } } as const
const ASA_USER = { after: ' user = ', ends: ' ' } as const
const ASA_ADMIN = { user: { after: ' for user "', ends: '"' }, address: { after: 'from ', ends: '/ ' } } as const
const VSFTPD = {
  user: { after: '[', ends: ']', isBefore: true, isLast: true },
  address: { after: 'Client "', ends: '"' },
} as const
const DOVECOT = { user: { after: 'user=<', ends: '>' }, address: { after: ' rip=', ends: ', ', isLast: true } } as const
const RADIUS_USER = { after: '[', ends: ']/' } as const
const RADIUS = { user: RADIUS_USER, address: { after: ' cli ', ends: ' )', isLast: true } } as const
const AUDIT_ADDRESS = { after: ' addr=', ends: ' ', isLast: true } as const

export const PROGRAMS: readonly MessageProgram[] = [
  {
    id: 'cisco-asa',
    own: /%(?:ASA|FTD)-(?:[a-z]{2,12}-)?\d-\d{6}: /,
    sign: 'first',
    rules: [
      { sign: '-113039: Group <', action: 'logon', ...ASA_SESSION },
      { sign: '-113039: Group ', action: 'logon', ...ASA_BARE },
      { sign: '-716001: Group <', action: 'logon', ...ASA_SESSION },
      { sign: '-716001: Group ', action: 'logon', ...ASA_BARE },
      { sign: '-716002: Group <', action: 'revoke', ...ASA_SESSION },
      { sign: '-113019: Group = ', action: 'revoke', user: { after: ', Username = ', ends: ',' }, address: { after: ', IP = ', ends: ',', isLast: true } },
      { sign: '-113005: AAA user authentication Rejected', action: 'logon-failed', user: ASA_USER, address: { after: ' user IP = ', ends: ' ', isLast: true } },
      { sign: '-113015: AAA user authentication Rejected', action: 'logon-failed', user: ASA_USER, address: { after: ' user IP = ', ends: ' ', isLast: true } },
      { sign: '-113004: AAA user authentication Successful', action: '', user: ASA_USER },
      { sign: '-113012: AAA user authentication Successful', action: '', user: ASA_USER },
      { sign: '-716038: Group <', action: '', ...ASA_SESSION },
      { sign: '-716039: Group <', action: '', ...ASA_SESSION },
      { sign: '-605005: Login permitted ', action: 'logon', ...ASA_ADMIN },
      { sign: '-605004: Login denied ', action: 'logon-failed', ...ASA_ADMIN },
    ],
  },
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
