import type { MessageProgram, Sample } from './message-program.ts'
import { SLASHED } from './time.ts'

const SESSION = { user: { after: ' User ', ends: ' ' }, address: { after: ' Client_ip ', ends: ' -' } } as const

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HEADER = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) +(\d{1,2}) /

/** `set audit syslogParams -dateFormat`: MMDDYYYY unless a day above 12, or the header of syslog, says DDMMYYYY. */
const isDayFirst = ({ lines }: Sample): boolean => {
  let byHeader = 0
  for (const line of lines) {
    const [, date = ''] = SLASHED.exec(line) ?? []
    const [first, second] = [Number(date.slice(0, 2)), Number(date.slice(3, 5))]
    if (first > 12) return true
    if (second > 12) return false
    const [, name = '', day = ''] = HEADER.exec(line) ?? []
    const month = MONTHS.indexOf(name) + 1
    if (month === second && Number(day) === first) byHeader++
    if (month === first && Number(day) === second) byHeader--
  }
  return byHeader > 0
}

/**
 * Citrix, *How to Get SSL VPN User Information from NetScaler Gateway* (CTX200891) and *How to recognize NetScaler Gateway
 * user login and logout entries in ns.log* (CTX464125). Who logs in chooses a name and a browser, which stand behind the sign.
 * An address is the first that is named: the account of a log-in is one that exists.
 */
const netscaler = (slashed: 'day-first' | 'month-first'): MessageProgram => ({
  id: slashed === 'day-first' ? 'netscaler-day-first' : 'netscaler',
  own: /\d-PPE-\d+ : /,
  sign: 'first',
  fits: (sample) => isDayFirst(sample) === (slashed === 'day-first'),
  slashed,
  rules: [
    { sign: ' SSLVPN LOGIN ', action: 'logon', ...SESSION },
    { sign: ' AAATM LOGIN ', action: 'logon', ...SESSION },
    { sign: ' AAA LOGIN_FAILED ', action: 'logon-failed', ...SESSION },
    { sign: ' SSLVPN LOGOUT ', action: 'revoke', ...SESSION },
    { sign: ' AAATM LOGOUT ', action: 'revoke', ...SESSION },
    { sign: ' CMD_EXECUTED ', action: '', user: SESSION.user, address: { after: ' Remote_ip ', ends: ' ' } },
  ],
})

export const NETSCALER: readonly MessageProgram[] = [netscaler('month-first'), netscaler('day-first')]
