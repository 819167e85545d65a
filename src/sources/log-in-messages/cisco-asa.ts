import type { AuthAction } from '../../domain/case-config.ts'
import type { MessageProgram, Sample } from './message-program.ts'

const SESSION = {
  user: { after: '> User <', ends: '>' },
  address: { after: '> IP <', ends: '>', isLast: true },
} as const
const BARE = { user: { after: ' User ', ends: ' ' }, address: { after: ' IP ', ends: ' ', isLast: true } } as const
const USER = { after: ' user = ', ends: ' ' } as const
const ADMIN = { user: { after: ' for user "', ends: '"' }, address: { after: 'from ', ends: '/ ' } } as const

/** Which message is the log-in, of those that a device writes of one: of the session, of WebVPN's check, of the AAA server's. */
type LogIn = 'session' | 'webvpn' | 'aaa'

const logInOf = ({ has }: Sample): LogIn => {
  if (has('-113039: Group ') || has('-716001: Group ')) return 'session'
  if (has('-716038: Group ')) return 'webvpn'
  return has('-113004: AAA user authentication Successful') || has('-113012: AAA user authentication Successful')
    ? 'aaa'
    : 'session'
}

/** A refusal is told by the AAA server's answer and once more by WebVPN, unless only one of the two is logged. */
const isRefusedByWebvpn = ({ has }: Sample): boolean =>
  has('-716039: Group ') &&
  !has('-113005: AAA user authentication Rejected') &&
  !has('-113015: AAA user authentication Rejected')

/**
 * Cisco ASA Series Syslog Messages: 113004 to 113019, 113039, 605004, 605005, 716001 to 716039. One log-in writes several of
 * them, and not all are logged everywhere (`logging message`, `logging list`): one kind is the log-in, the rest say it again.
 */
const asa = (logIn: LogIn, refusedByWebvpn: boolean): MessageProgram => {
  const when = (is: boolean, action: AuthAction): AuthAction | '' => (is ? action : '')
  return {
    id: `cisco-asa${logIn === 'session' ? '' : `-${logIn}`}${refusedByWebvpn ? '-refused' : ''}`,
    own: /%(?:ASA|FTD)-(?:[a-z]{2,12}-)?\d-\d{6}: /,
    sign: 'first',
    fits: (sample) => logInOf(sample) === logIn && isRefusedByWebvpn(sample) === refusedByWebvpn,
    rules: [
      { sign: '-113039: Group <', action: 'logon', ...SESSION },
      { sign: '-113039: Group ', action: 'logon', ...BARE },
      { sign: '-716001: Group <', action: 'logon', ...SESSION },
      { sign: '-716001: Group ', action: 'logon', ...BARE },
      { sign: '-716002: Group <', action: 'revoke', ...SESSION },
      { sign: '-113019: Group = ', action: 'revoke', user: { after: ', Username = ', ends: ',' }, address: { after: ', IP = ', ends: ',', isLast: true } },
      { sign: '-113005: AAA user authentication Rejected', action: 'logon-failed', user: USER, address: { after: ' user IP = ', ends: ' ', isLast: true } },
      { sign: '-113015: AAA user authentication Rejected', action: 'logon-failed', user: USER, address: { after: ' user IP = ', ends: ' ', isLast: true } },
      { sign: '-113004: AAA user authentication Successful', action: when(logIn === 'aaa', 'logon'), user: USER },
      { sign: '-113012: AAA user authentication Successful', action: when(logIn === 'aaa', 'logon'), user: USER },
      { sign: '-716038: Group <', action: when(logIn === 'webvpn', 'logon'), ...SESSION },
      { sign: '-716038: Group ', action: when(logIn === 'webvpn', 'logon'), ...BARE },
      { sign: '-716039: Group <', action: when(refusedByWebvpn, 'logon-failed'), ...SESSION },
      { sign: '-716039: Group ', action: when(refusedByWebvpn, 'logon-failed'), ...BARE },
      { sign: '-605005: Login permitted ', action: 'logon', ...ADMIN },
      { sign: '-605004: Login denied ', action: 'logon-failed', ...ADMIN },
    ],
  } // biome-ignore format: one rule a line
}

export const CISCO_ASA: readonly MessageProgram[] = (['session', 'webvpn', 'aaa'] as const).flatMap((logIn) => [
  asa(logIn, false),
  asa(logIn, true),
])
