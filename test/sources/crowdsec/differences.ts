/** Why values of a fixture differ from ours; every difference must be in here, and every entry must still hold. */
export interface Difference {
  readonly fixture: string
  readonly field: string
  /** Lines, from 1. */
  readonly lines: readonly number[]
  readonly why: string
}

/** Lines that are no requests and no log-ins: their fixture reads them, and we reject them. They are not compared. */
export const OUTSIDE: readonly Omit<Difference, 'field'>[] = [
  {
    fixture: 'apache2-logs',
    lines: [8, 9],
    why: 'error log: a request in it stands in the access log too, and would count twice',
  },
  { fixture: 'nginx_http-logs', lines: [9], why: 'error log, as above' },
  { fixture: 'nginx_req_limit_exceeded', lines: [1, 2, 3, 4, 5, 6, 7, 8, 9], why: 'error log, as above' },
  { fixture: 'pfsense-rfc5424-nginx', lines: [1], why: 'error log, as above' },
  { fixture: 'haproxy-logs', lines: [3, 4], why: 'failed TLS handshakes: no request was made' },
]

export const DIFFERENCES: readonly Difference[] = [
  {
    fixture: 'nginx_http-catch-npm',
    field: 'path',
    lines: [4],
    why: 'nginx writes a quote as \\x22: we undo that, as in every field, the fixture keeps it',
  },
  {
    fixture: 'traefik_json',
    field: 'src_ip',
    lines: [7],
    why: 'ClientHost holds a list of forwarded addresses: the fixture takes the last, we the first, as everywhere',
  },
]
