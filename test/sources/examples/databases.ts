import type { Example } from './example.ts'

const percona = (name: string, status: number, user: string, ip: string, clock: string): string =>
  JSON.stringify({
    audit_record: { name, record: '39_2025-11-09T06:05:11', timestamp: `2025-11-09T${clock}Z`, connection_id: '39', status, user, priv_user: user, os_login: '', proxy_user: '', host: '', ip, db: 'shop' }, // biome-ignore format: one record
  })
const enterprise = (event: string, status: number | null, user: string, ip: string): string =>
  JSON.stringify({
    timestamp: '2025-11-09 06:29:14',
    id: 0,
    class: 'connection',
    event,
    connection_id: 39,
    account: { user, host: '' },
    login: { user, os: '', ip, proxy: '' },
    ...(status !== null && { connection_data: { connection_type: 'ssl', status, db: 'shop' } }), // biome-ignore format: one record
  })
const unified = (clock: string, user: string, act: string, code: number, host: string): string =>
  `"${clock}","${user}","PC1","${act}","SHOP","MEMBER","${code}","(TYPE=(DATABASE));(CLIENT ADDRESS=((ADDRESS=(PROTOCOL=tcp)(HOST=${host})(PORT=52101))));"`

/** Connections to databases, as their audits tell them. */
export const DATABASES: readonly Example[] = [
  {
    id: 'mysql-audit',
    name: 'Percona Server: connected, refused, asked, gone',
    lines: [
      percona('Connect', 0, 'shop_app', '192.0.2.13', '06:29:14'),
      percona('Connect', 1045, 'root', '192.0.2.14', '06:29:15'),
      percona('Query', 1146, 'shop_app', '192.0.2.13', '06:29:16'),
      percona('Quit', 0, 'shop_app', '192.0.2.13', '06:29:17'),
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', principal: 'shop_app', src_ip: '192.0.2.13', time: '2025-11-09T06:29:14.000Z' }, // biome-ignore format: one record
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'root', src_ip: '192.0.2.14' },
      { reject: '', kind: 'other', path: '/Query' },
      { reject: '', kind: 'auth', action: 'revoke' },
    ],
  },
  {
    id: 'mysql-audit',
    name: 'MySQL Enterprise: connected, refused, gone',
    lines: [
      enterprise('connect', 0, 'shop_app', '192.0.2.15'),
      enterprise('connect', 1045, 'root', '192.0.2.16'),
      enterprise('disconnect', null, 'shop_app', '192.0.2.15'),
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', principal: 'shop_app', src_ip: '192.0.2.15', time: '2025-11-09T06:29:14.000Z' }, // biome-ignore format: one record
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'root' },
      { reject: '', kind: 'auth', action: 'revoke' },
    ],
  },
  {
    id: 'mariadb-audit',
    name: 'connected, refused in two ways, a statement with commas, gone, no line of its own',
    lines: [
      '20251109 15:05:11,db1,shop_app,192.0.2.7,39,0,CONNECT,shop,,0',
      '20251109 15:05:12,db1,root,192.0.2.8,40,0,FAILED_CONNECT,,,1045',
      '20251109 15:05:12,db1,root,localhost,41,0,CONNECT,,,1049',
      "20251109 15:05:13,db1,shop_app,192.0.2.7,39,101,QUERY,shop,'select name, phone from member',0",
      '20251109 15:05:14,db1,shop_app,192.0.2.7,39,0,DISCONNECT,,,0\r',
      '20251109 15:05:14,db1,shop_app,192.0.2.7,39,0,BORROWED,,,0',
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', principal: 'shop_app', src_ip: '192.0.2.7', host: 'db1', time: '2025-11-09T15:05:11.000Z' }, // biome-ignore format: one record
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'root', src_ip: '192.0.2.8' },
      { reject: '', kind: 'auth', action: 'logon-failed', src_ip: '' },
      { reject: '', kind: 'other', action: '' },
      { reject: '', kind: 'auth', action: 'revoke' },
      { reject: 'not-this-format' },
    ],
  },
  {
    id: 'mariadb-audit',
    name: 'of Aurora, microseconds since the epoch',
    lines: [
      '1762668311123456,shop-1,shop_app,192.0.2.7,39,0,CONNECT,,,0',
      '1762668312123456,shop-1,rdsadmin,localhost,3,55,QUERY,mysql,select 1,0',
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', time: '2025-11-09T06:05:11.123Z' },
      { reject: '', kind: 'other' },
    ],
  },
  {
    id: 'delimited',
    name: 'unified audit of Oracle, whose 0 is a success and whose client stands among what authenticated it',
    lines: [
      '"EVENT_TIMESTAMP","DBUSERNAME","USERHOST","ACTION_NAME","OBJECT_SCHEMA","OBJECT_NAME","RETURN_CODE","AUTHENTICATION_TYPE"',
      unified('09-NOV-25 03.05.11.123456 PM', 'SHOP_APP', 'LOGON', 0, '192.0.2.7'),
      unified('09-NOV-25 12.05.12.000001 AM', 'SYSTEM', 'LOGON', 1017, '192.0.2.8'),
      unified('09-NOV-25 03.05.13.000001 PM', 'SHOP_APP', 'SELECT', 0, '192.0.2.7'),
      unified('09-NOV-25 03.05.14.000001 PM', 'SHOP_APP', 'LOGOFF', 0, '192.0.2.7'),
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'SHOP_APP', src_ip: '192.0.2.7', time: '2025-11-09T15:05:11.123Z' }, // biome-ignore format: one record
      {
        reject: '',
        action: 'logon-failed',
        principal: 'SYSTEM',
        src_ip: '192.0.2.8',
        time: '2025-11-09T00:05:12.000Z',
      },
      { reject: '', action: '' },
      { reject: '', action: 'revoke' },
    ],
  },
]
