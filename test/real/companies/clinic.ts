import { Dice, uuidOf } from './dice.ts'
import {
  agentOf,
  commonTime,
  type Company,
  type CompanyLogs,
  inOrder,
  NOTHING_HAPPENED,
  ordinaryTraffic,
  type Request,
  type Truth,
} from './traffic.ts'

/** A clinic's patient portal on nginx: patients are UUIDs in the path, the log ends with the session cookie; no log of sessions. */
const CLINIC: Company = {
  start: Date.UTC(2026, 1, 2),
  days: 21,
  members: 700,
  visits: 0.2,
  accountOf: (n) => uuidOf(`patient ${n}`),
  sessionOf: (dice) => dice.hex(40),
  logIn: '/signin',
  logOut: '/signout',
  publicPages: ['/', '/departments', '/departments/cardiology', '/visiting-hours', '/contact-us', '/jobs'],
  ownPages: (account) => [
    `/patient/${account}/record`,
    `/patient/${account}/appointments`,
    `/patient/${account}/record`,
    `/patient/${account}/prescriptions`,
  ],
  life: 12 * 3_600_000,
}

const FORMAT =
  '$remote_addr [$time_local] $host "$request" $status $body_bytes_sent $request_time "$http_user_agent" sess=$cookie_portal_session'

const lineOf = ({ at, ip, agent, method, path, status, bytes, session }: Request): string =>
  `${ip} [${commonTime(at)}] portal.clinic.example "${method} ${path} HTTP/2.0" ${status} ${bytes} 0.0${bytes % 90} "${agent}" sess=${session === '' ? '-' : session}\n`

export const clinic = (attacked: boolean, seed = 3): CompanyLogs => {
  const { requests } = ordinaryTraffic(CLINIC, seed)
  ward(requests, new Dice(seed + 50))
  const truth = attacked ? forge(requests, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: { 'portal.access.log': inOrder(requests).map(lineOf).join('') },
    config: `sources:\n  - match: "**/portal.access.log"\n    format: '${FORMAT}'\n`,
    truth,
  }
}

/** Eight doctors read the records of their patients, on working days, from the clinic. */
const ward = (requests: Request[], dice: Dice): void => {
  for (let doctor = 0; doctor < 8; doctor++)
    for (let day = 0; day < CLINIC.days; day++) {
      if (day % 7 >= 5) continue
      let at = CLINIC.start + day * 86_400_000 + 7 * 3_600_000 + dice.below(3_600_000)
      const session = dice.hex(40)
      const staff = { ip: '198.51.100.77', agent: agentOf(doctor), status: 200, account: '' }
      requests.push({ ...staff, at, method: 'POST', path: '/signin', bytes: 300, session: '' })
      for (let i = 0; i < 25; i++) {
        at += 60_000 + dice.below(900_000)
        const patient = CLINIC.accountOf(dice.below(CLINIC.members))
        requests.push({ ...staff, at, method: 'GET', path: `/patient/${patient}/record`, bytes: 9000, session })
      }
    }
}

/** The attack: session cookies made with a stolen secret, one for each of 250 patients. */
const forge = (requests: Request[], dice: Dice): Truth => {
  const accounts = new Set<string>()
  const addresses = ['192.0.2.31', '192.0.2.32']
  const first = CLINIC.start + 12 * 86_400_000 + 1_800_000
  let at = first
  for (let n = 400; n < 650; n++) {
    at += 2000 + dice.below(60_000)
    const patient = CLINIC.accountOf(n)
    accounts.add(patient)
    requests.push({
      at,
      ip: addresses[n % 2] ?? '',
      agent: 'Go-http-client/2.0',
      method: 'GET',
      path: `/patient/${patient}/record`,
      status: 200,
      bytes: 9000,
      account: '',
      session: dice.hex(40),
    })
  }
  return { accounts, addresses: new Set(addresses), first }
}
