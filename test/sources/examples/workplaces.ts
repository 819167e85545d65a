import type { Example } from './example.ts'

/** Logs of people at work, of firms, and of what they keep their keys in. */
export const WORKPLACES: readonly Example[] = [
  {
    id: 'json-lines',
    name: 'requests whose status is called their result',
    lines: [
      '{"when":"2025-10-10T13:55:36Z","station":"192.0.2.150","employee":"E100","request":{"method":"GET","target":"/chart/4-71"},"result":200}',
      '{"when":"2025-10-10T13:55:37Z","station":"192.0.2.150","employee":"E101","request":{"method":"GET","target":"/chart/4-72"},"result":403}',
    ],
    events: [
      { reject: '', kind: 'http', path: '/chart/4-71', status: '200', principal: 'E100' },
      { reject: '', kind: 'http', status: '403', principal: 'E101' },
    ],
  },
  {
    id: 'json-lines',
    name: 'results that are no statuses of requests',
    lines: [
      '{"when":"2025-10-10T13:55:36Z","station":"192.0.2.150","employee":"E100","request":{"method":"GET","target":"/chart/4-71"},"result":612}',
      '{"when":"2025-10-10T13:55:37Z","station":"192.0.2.150","employee":"E101","request":{"method":"GET","target":"/chart/4-72"},"result":200}',
    ],
    events: [
      { reject: '', kind: 'http', path: '/chart/4-71', status: '0' },
      { reject: '', kind: 'http', status: '0' },
    ],
  },
  {
    id: 'delimited',
    name: 'firms by the subject of their certificate, with blanks and commas in it',
    lines: [
      'time^ip^principal^method^path^status',
      ...Array.from(
        { length: 10 },
        (_, n) =>
          `2025-03-01T09:00:${n + 10}Z^192.0.2.${n}^CN=firm${n}.example,O=Firm ${n},OU=Open Banking^GET^/accounts/DE0${n}^200`,
      ),
    ],
    events: [
      { reject: 'header' },
      ...Array.from({ length: 10 }, (_, n) => ({ reject: '', kind: 'http', principal: `firm${n}.example` })),
    ],
  },
  {
    id: 'delimited',
    name: 'a column of words is no account, whatever it is called',
    lines: [
      'time^ip^principal^method^path^status',
      ...Array.from(
        { length: 10 },
        (_, n) => `2025-03-01T09:00:${n + 10}Z^192.0.2.${n}^the firm of ${n}^GET^/accounts/DE0${n}^200`,
      ),
    ],
    events: [{ reject: 'header' }, ...Array.from({ length: 10 }, () => ({ reject: '', kind: 'http', principal: '' }))],
  },
  {
    id: 'hashicorp-vault',
    name: 'asked and answered, refused, without a name',
    lines: [
      '{"time":"2026-02-28T16:59:01.123456789Z","type":"request","auth":{"display_name":"oidc-minji"},"request":{"id":"1","operation":"read","path":"secret/data/signing-key","remote_address":"192.0.2.1"}}',
      '{"time":"2026-02-28T16:59:01.125456789Z","type":"response","auth":{"display_name":"oidc-minji"},"request":{"id":"1","operation":"read","path":"secret/data/signing-key","remote_address":"192.0.2.1"},"response":{"mount_type":"kv"}}',
      '{"time":"2026-02-28T16:59:02Z","type":"response","auth":{"entity_id":"7f3a"},"request":{"id":"2","operation":"update","path":"sys/audit/file","remote_address":"192.0.2.1"},"error":"permission denied"}',
    ],
    events: [
      { reject: 'other-stage' },
      {
        reject: '',
        kind: 'other',
        action: '',
        method: 'read',
        path: '/secret/data/signing-key',
        src_ip: '192.0.2.1',
        principal: 'oidc-minji',
      },
      { reject: '', kind: 'other', action: 'failed', path: '/sys/audit/file', principal: '7f3a' },
    ],
  },
]
