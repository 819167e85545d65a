import type { Example } from './example.ts'

const cells = (...values: readonly (string | number)[]): string =>
  values.map((value) => `"${String(value).replaceAll('"', '""')}"`).join(',')
const audit = (operation: string, user: string, ip: string): string =>
  JSON.stringify({ CreationTime: '2025-11-03T10:15:31', Operation: operation, Workload: 'AzureActiveDirectory', ClientIP: ip, UserId: user }) // biome-ignore format: one record
const cef = (url: string, method = 'GET'): string =>
  `CEF:0|Incapsula|SIEMintegration|1|1|Normal|0| fileId=341 requestClientApplication=Mozilla/5.0 (X11; Linux) src=192.0.2.1 cn1=200 in=54 start=1762137331120 request=${url} requestMethod=${method} act=REQ_PASSED`
const asm = (ip: string, method: string, uri: string, date: string): string =>
  `<134>Nov  3 10:15:31 bigip ASM:unit_hostname="bigip.shop.example",management_ip_address="10.1.1.5",policy_apply_date="2025-10-22 10:58:55",response_code="200",ip_client="${ip}",method="${method}",date_time="${date}",uri="${uri}",request="${method} ${uri} HTTP/1.1\\r\\nHost: shop.example, a\\r\\n"`

/** What consoles of clouds, firewalls of applications and data frames give out. */
export const EXPORTS: readonly Example[] = [
  {
    id: 'delimited',
    name: 'sign-ins of Sentinel, the month first with a fraction, results that few have',
    lines: [
      '"TimeGenerated [UTC]",OperationName,UserPrincipalName,IPAddress,ResultType,ResultDescription,AppDisplayName,Status',
      cells(
        '11/3/2025, 6:05:11.120 AM',
        'Sign-in activity',
        'mina@shop.example',
        '192.0.2.1',
        0,
        '',
        'Portal',
        '{"errorCode":0,"failureReason":"Other."}',
      ),
      cells(
        '11/3/2025, 12:05:12.000 PM',
        'Sign-in activity',
        'juno@shop.example',
        '192.0.2.2',
        50126,
        'Invalid password',
        'Portal',
        '{"errorCode":50126}',
      ),
      cells(
        '11/13/2025, 12:05:13.5 AM',
        'Sign-in activity',
        'juno@shop.example',
        '192.0.2.2',
        700016,
        'No such application',
        'Portal',
        '{"errorCode":700016}',
      ),
    ],
    events: [
      { reject: 'header' },
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina@shop.example',
        src_ip: '192.0.2.1',
        time: '2025-11-03T06:05:11.120Z',
      },
      { reject: '', action: 'logon-failed', principal: 'juno@shop.example', time: '2025-11-03T12:05:12.000Z' },
      { reject: '', action: 'logon-failed', time: '2025-11-13T00:05:13.500Z' },
    ],
  },
  {
    id: 'delimited',
    name: 'results by words beside accounts are no sign-ins of Entra',
    lines: [
      'time,UserPrincipalName,IPAddress,ResultType,Device',
      '2025-11-03T06:05:11Z,mina@shop.example,192.0.2.1,compliant,pc1',
      '2025-11-03T06:05:12Z,juno@shop.example,192.0.2.2,error,pc2',
    ],
    events: [
      { reject: 'header' },
      { reject: '', action: '', principal: 'mina@shop.example' },
      { reject: '', action: '' },
    ],
  },
  {
    id: 'delimited',
    name: 'log-ins of a portal, told by a column of theirs, one not at its end',
    lines: [
      'Date (UTC),Request ID,Username,Application,IP address,Location,Status,Sign-in error code',
      '2025-11-03T06:05:11Z,r1,mina@shop.example,Portal,192.0.2.1,"Seoul, KR",Success,0',
      '2025-11-03T06:05:12Z,r2,juno@shop.example,Portal,192.0.2.2,"Seoul, KR",Failure,50126',
      '2025-11-03T06:05:13Z,r3,juno@shop.example,Portal,192.0.2.2,"Seoul, KR",Interrupted,50140',
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina@shop.example', src_ip: '192.0.2.1' },
      { reject: '', action: 'logon-failed' },
      { reject: '', action: '' },
    ],
  },
  {
    id: 'delimited',
    name: 'log-ins whose address is called theirs, in Korean, the zone in a name',
    lines: [
      '번호,회원아이디,로그인일시(KST),로그인IP,성공여부',
      '1,mina,2025-11-03 오후 3:05:11,192.0.2.1,성공',
      '2,juno,2025-11-03 오전 12:05:12,192.0.2.2,실패',
    ],
    events: [
      { reject: 'header' },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1', time: '2025-11-03T06:05:11.000Z' },
      { reject: '', action: 'logon-failed', src_ip: '192.0.2.2', time: '2025-11-02T15:05:12.000Z' },
    ],
  },
  {
    id: 'delimited',
    name: 'of a data frame: whole numbers with a point, of which some are missing',
    lines: [
      'time,client_ip,server_ip,method,path,status,bytes,user_id',
      '2025-11-03T06:05:11Z,192.0.2.1,10.0.0.1,get,/a,200.0,51.0,1001.0',
      '2025-11-03T06:05:12Z,192.0.2.2,10.0.0.1,post,/b,404.0,,',
      '2025-11-03T06:05:13Z,192.0.2.3,10.0.0.1,OPTIONS,/c,200.0,7.0,1002.5',
    ],
    events: [
      { reject: 'header' },
      { reject: '', src_ip: '192.0.2.1', method: 'GET', path: '/a', status: '200', bytes: '51' },
      { reject: '', method: 'POST', status: '404', bytes: '0', principal: '' },
      { reject: '', method: 'OPTIONS', status: '200', principal: '1002.5' },
    ],
  },
  {
    id: 'table-envelope',
    name: 'audit data of Purview, JSON in a cell',
    lines: [
      'CreationDate,Operation,UserId,AuditData',
      cells(
        '2025-11-03T10:15:31.0000000Z',
        'UserLoggedIn',
        'mina@shop.example',
        audit('UserLoggedIn', 'mina@shop.example', '192.0.2.1'),
      ),
      cells(
        '2025-11-03T10:15:32.0000000Z',
        'UserLoginFailed',
        'juno@shop.example',
        audit('UserLoginFailed', 'juno@shop.example', '192.0.2.2'),
      ),
      cells(
        '2025-11-03T10:15:33.0000000Z',
        'FileAccessed',
        'mina@shop.example',
        audit('FileAccessed', 'mina@shop.example', '192.0.2.1'),
      ),
    ],
    events: [
      { reject: 'header' },
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina@shop.example',
        src_ip: '192.0.2.1',
        time: '2025-11-03T10:15:31.000Z',
      },
      { reject: '', action: 'logon-failed', src_ip: '192.0.2.2' },
      { reject: '', action: '' },
    ],
  },
  {
    id: 'prefixed',
    name: 'CEF: addresses without their scheme',
    lines: [
      cef('shop.example/orders/77001?page=1'),
      cef('shop.example:8443/cart', 'POST'),
      cef('/local'),
      cef('https://a.example/b'),
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.1',
        method: 'GET',
        host: 'shop.example',
        path: '/orders/77001',
        query: 'page=1',
        status: '200',
        time: '2025-11-03T02:35:31.120Z',
      },
      { reject: '', method: 'POST', host: 'shop.example', path: '/cart' },
      { reject: '', host: '', path: '/local' },
      { reject: '', host: 'a.example', path: '/b' },
    ],
  },
  {
    id: 'syslog',
    name: 'ASM of F5: pairs between bare commas, the request with its headers',
    lines: [
      asm('192.0.2.1', 'GET', '/orders/77001', '2025-11-03 10:15:31'),
      asm('192.0.2.2', 'POST', '/cart', '2025-11-03 10:15:32'),
      asm('192.0.2.3', 'GET', '/a', '2025-11-03 10:15:33'),
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.1',
        method: 'GET',
        path: '/orders/77001',
        status: '200',
        time: '2025-11-03T10:15:31.000Z',
      },
      { reject: '', src_ip: '192.0.2.2', method: 'POST', path: '/cart', time: '2025-11-03T10:15:32.000Z' },
      { reject: '', src_ip: '192.0.2.3' },
    ],
  },
  {
    id: 'json-lines',
    name: 'requests with their headers, and signs of a line’s end that a client sent',
    lines: [
      JSON.stringify({
        time: '2025-11-03T10:15:31Z',
        ip: '192.0.2.1',
        request: 'GET /a?b=1 HTTP/1.1\r\nHost: shop.example\r\n\r\n',
        status: 200,
      }),
      JSON.stringify({
        time: '2025-11-03T10:15:32Z',
        ip: '192.0.2.2',
        request: 'POST /c HTTP/1.1\\r\\nHost: x HTTP/1.1\\r\\n',
        status: 200,
      }),
      JSON.stringify({
        time: '2025-11-03T10:15:33Z',
        ip: '192.0.2.3',
        request: 'GET /a\\r\\nb?q=\\r\\n HTTP/2',
        status: 200,
      }),
    ],
    events: [
      { reject: '', method: 'GET', path: '/a', query: 'b=1' },
      { reject: '', method: 'POST', path: '/c' },
      { reject: '', method: 'GET', path: '/a\\r\\nb', query: 'q=\\r\\n' },
    ],
  },
]
