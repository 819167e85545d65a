import type { Example } from './example.ts'

const SECURITY = 'Microsoft-Windows-Security-Auditing'
const SIGN_IN = 'google.cloud.identitytoolkit.v1.AuthenticationService.SignInWithPassword'
const PROPERTIES = (values: Readonly<Record<number, string>>): readonly unknown[] =>
  Array.from({ length: 21 }, (_, i) => ({ Value: values[i] ?? '-' }))

const windowsXml = (id: string, time: string, data: Readonly<Record<string, string>>, q = '"'): string =>
  `<Event xmlns=${q}http://schemas.microsoft.com/win/2004/08/events/event${q}><System><Provider Name=${q}${SECURITY}${q}/><EventID>${id}</EventID><TimeCreated SystemTime=${q}${time}${q}/><Channel>Security</Channel><Computer>WEB01</Computer><Security/></System><EventData>${Object.entries(
    data,
  )
    .map(([name, value]) => `<Data Name=${q}${name}${q}>${value}</Data>`)
    .join('')}</EventData></Event>`

const REMOTE = 'Microsoft-Windows-TerminalServices-'

/** Logs as stores, clouds and hosts give them out. */
export const RECEIVED: readonly Example[] = [
  {
    id: 'windows-events',
    name: 'of winlogbeat, NXLog, evtx_dump and PowerShell',
    lines: [
      `{"@timestamp":"2025-10-10T13:55:36.123Z","event":{"code":"4624","outcome":"success"},"source":{"ip":"192.0.2.1"},"user":{"name":"mina","id":"S-1-5-21-1-2-3-1001"},"winlog":{"channel":"Security","computer_name":"WEB01","event_id":"4624","event_data":{"TargetUserName":"mina","SubjectUserSid":"S-1-5-18","IpAddress":"192.0.2.1","KeyLength":"128"}}}`,
      `{"EventTime":"2025-10-10 13:55:37","Hostname":"WEB01","EventID":4625,"Category":"Logon","Channel":"Security","SourceName":"${SECURITY}","TargetUserName":"jun","Status":"0xc000006d","IpAddress":"::ffff:192.0.2.2"}`,
      `{"Event":{"System":{"EventID":{"#text":4625},"TimeCreated":{"#attributes":{"SystemTime":"2025-10-10T13:55:38.5Z"}},"Channel":"Security","Computer":"WEB01"},"EventData":{"SubjectUserName":"WEB01$","TargetUserName":"jun","IpAddress":"-"}}}`,
      JSON.stringify({ Message: 'An account was successfully logged on.', Id: 4624, ProviderName: SECURITY, LogName: 'Security', MachineName: 'WEB01', TimeCreated: '/Date(1760104539250)/', Properties: PROPERTIES({ 5: 'mina', 18: '192.0.2.4', 19: '51234' }) }), // biome-ignore format: one record
      JSON.stringify({ Id: 4625, ProviderName: SECURITY, LogName: 'Security', TimeCreated: '2025-10-10T22:55:40+09:00', Properties: PROPERTIES({ 5: 'ANONYMOUS LOGON', 18: 'C:\\Windows\\a.exe', 20: '51234' }) }), // biome-ignore format: one record
      `{"EventTime":"2025-10-10 13:55:41","EventID":4634,"Channel":"Security","TargetUserName":"mina"}`,
      `{"EventTime":"2025-10-10 13:55:42","EventID":7036,"Channel":"System","Message":"The service entered the stopped state."}`,
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina', src_ip: '192.0.2.1', host: 'WEB01', bytes: '0' },
      {
        reject: '',
        kind: 'auth',
        action: 'logon-failed',
        principal: 'jun',
        src_ip: '192.0.2.2',
        time: '2025-10-10T13:55:37.000Z',
      },
      {
        reject: '',
        kind: 'auth',
        action: 'logon-failed',
        principal: 'jun',
        src_ip: '',
        time: '2025-10-10T13:55:38.500Z',
      },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.4', time: '2025-10-10T13:55:39.250Z' },
      { reject: '', action: 'logon-failed', principal: '', src_ip: '', time: '2025-10-10T13:55:40.000Z' },
      { reject: '', kind: 'auth', action: 'revoke', principal: 'mina' },
      { reject: '', kind: 'other', action: '', principal: '' },
    ],
  },
  {
    id: 'windows-events',
    name: 'Remote Desktop, sessions and who came in',
    lines: [
      `{"Event":{"System":{"EventID":1149,"TimeCreated":{"#attributes":{"SystemTime":"2025-10-10T13:55:35Z"}},"Channel":"${REMOTE}RemoteConnectionManager/Operational","Computer":"WEB01"},"UserData":{"EventXML":{"Param1":"mina","Param2":"CORP","Param3":"192.0.2.1"}}}}`,
      `{"Event":{"System":{"EventID":21,"TimeCreated":{"#attributes":{"SystemTime":"2025-10-10T13:55:36Z"}},"Channel":"${REMOTE}LocalSessionManager/Operational","Computer":"WEB01"},"UserData":{"EventXML":{"User":"CORP\\\\mina","SessionID":2,"Address":"192.0.2.1"}}}}`,
      `{"@timestamp":"2025-10-10T13:57:00Z","winlog":{"channel":"${REMOTE}LocalSessionManager/Operational","event_id":24,"computer_name":"WEB01","user_data":{"User":"CORP\\\\mina","SessionID":"2","Address":"192.0.2.1"}}}`,
      `{"@timestamp":"2025-10-10T13:58:00Z","winlog":{"provider_name":"${REMOTE}LocalSessionManager","event_id":"25","computer_name":"WEB01","user_data":{"User":"CORP\\\\mina","SessionID":"2","Address":"LOCAL"}}}`,
      `{"@timestamp":"2025-10-10T13:59:00Z","winlog":{"channel":"System","event_id":21,"computer_name":"WEB01"}}`,
    ],
    events: [
      { reject: '', kind: 'other', action: '', principal: 'mina' },
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina',
        src_ip: '192.0.2.1',
        host: 'WEB01',
        time: '2025-10-10T13:55:36.000Z',
      },
      { reject: '', kind: 'other', action: '' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina', src_ip: '' },
      { reject: '', kind: 'other', action: '' },
    ],
  },
  {
    id: 'windows-events',
    name: 'Remote Desktop, beside the log of security',
    lines: [
      `{"@timestamp":"2025-10-10T13:55:35Z","winlog":{"channel":"${REMOTE}RemoteConnectionManager/Operational","event_id":1149,"computer_name":"WEB01","user_data":{"Param1":"mina","Param2":"CORP","Param3":"192.0.2.1"}}}`,
      `{"@timestamp":"2025-10-10T13:55:36Z","winlog":{"channel":"Security","computer_name":"WEB01","event_id":"4624","event_data":{"TargetUserName":"mina","IpAddress":"192.0.2.1"}}}`,
    ],
    events: [
      { reject: '', kind: 'other', action: '' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina', src_ip: '192.0.2.1' },
    ],
  },
  {
    id: 'windows-xml',
    name: 'Remote Desktop, only who came in',
    lines: [
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${REMOTE}RemoteConnectionManager'/><EventID>1149</EventID><TimeCreated SystemTime='2025-10-10T13:55:36.5Z'/><Channel>${REMOTE}RemoteConnectionManager/Operational</Channel><Computer>WEB01</Computer></System><UserData><EventXML xmlns='Event_NS'><Param1>mina</Param1><Param2>CORP</Param2><Param3>192.0.2.1</Param3></EventXML></UserData></Event>`,
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${REMOTE}RemoteConnectionManager'/><EventID>261</EventID><TimeCreated SystemTime='2025-10-10T13:55:37.5Z'/><Channel>${REMOTE}RemoteConnectionManager/Operational</Channel><Computer>WEB01</Computer></System></Event>`,
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina',
        src_ip: '192.0.2.1',
        host: 'WEB01',
        time: '2025-10-10T13:55:36.500Z',
      },
      { reject: '', kind: 'other', action: '' },
    ],
  },
  {
    id: 'windows-xml',
    name: 'log-ins, an account that calls itself an address, another event',
    lines: [
      windowsXml('4624', '2025-10-10T13:55:36.1234567Z', { TargetUserName: 'mina', IpAddress: '192.0.2.1' }),
      windowsXml(
        '4625',
        '2025-10-10T13:55:37.5Z',
        { TargetUserName: "x Name='IpAddress'>192.0.2.99", IpAddress: '-' },
        "'",
      ),
      windowsXml(
        '4625',
        '2025-10-10T13:55:38Z',
        { TargetUserName: 'R&amp;D &lt;a&gt;', IpAddress: '2001:db8::7' },
        "'",
      ),
      windowsXml('4624', '2025-10-10T13:55:39Z', { TargetUserName: 'ANONYMOUS LOGON', IpAddress: '192.0.2.3' }),
      windowsXml('4647', '2025-10-10T13:55:40Z', { TargetUserName: 'mina' }),
      windowsXml('7036', '2025-10-10T13:55:41Z', { param1: 'Windows Update' }).replace(
        '>7036',
        ' Qualifiers="16384">7036',
      ),
      windowsXml('4624', '2025-10-10T13:55:42Z', {}).replace(/<EventData>.*/, ''),
      windowsXml('4624', 'yesterday', {}),
      '<Events>',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina',
        src_ip: '192.0.2.1',
        host: 'WEB01',
        time: '2025-10-10T13:55:36.123Z',
      },
      { reject: '', action: 'logon-failed', principal: "x Name='IpAddress'>192.0.2.99", src_ip: '' },
      { reject: '', action: 'logon-failed', principal: 'R&D <a>', src_ip: '2001:db8::7' },
      { reject: '', action: 'logon', principal: '', src_ip: '192.0.2.3' },
      { reject: '', action: 'revoke', principal: 'mina' },
      { reject: '', kind: 'other', action: '', principal: '' },
      { reject: '', action: 'logon', principal: '', src_ip: '' },
      { reject: 'bad-time' },
      { reject: 'not-this-format' },
    ],
  },
  {
    id: 'gcp-audit',
    name: 'sign-ins of Identity Platform, and another call',
    lines: [
      `{"protoPayload":{"status":{},"requestMetadata":{"callerIp":"192.0.2.1","callerSuppliedUserAgent":"okhttp/4"},"serviceName":"identitytoolkit.googleapis.com","methodName":"${SIGN_IN}","request":{"email":"mina@mail.example"}},"receiveTimestamp":"2025-10-10T13:55:39Z","timestamp":"2025-10-10T13:55:36.123456Z"}`,
      `{"protoPayload":{"status":{"code":3},"requestMetadata":{"callerIp":"192.0.2.2"},"serviceName":"identitytoolkit.googleapis.com","methodName":"${SIGN_IN}","request":{"email":"jun@mail.example"}},"timestamp":"2025-10-10T13:55:37Z"}`,
      `{"protoPayload":{"requestMetadata":{"callerIp":"192.0.2.3"},"serviceName":"storage.googleapis.com","methodName":"storage.objects.get","authenticationInfo":{"principalEmail":"batch@shop.example"}},"timestamp":"2025-10-10T13:55:38Z"}`,
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina@mail.example',
        src_ip: '192.0.2.1',
        user_agent: 'okhttp/4',
        time: '2025-10-10T13:55:36.123Z',
      },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'jun@mail.example' },
      { reject: '', kind: 'other', action: '', principal: 'batch@shop.example', path: '/storage.objects.get' },
    ],
  },
  {
    id: 'azure-storage',
    name: 'a blob, with marks inside quotes, and none',
    lines: [
      '1.0;2025-10-10T13:55:36.1234567Z;GetBlob;AnonymousSuccess;200;4;4;anonymous;;shop;blob;"https://shop.blob.core.windows.net:443/c/members%3B1.csv?page=2";"/shop/c";a84a;0;192.0.2.1:51234;2021-08-06;300;0;250;2326;0;;;"&quot;0x8CE&quot;";Friday, 10-Oct-25 01:00:00 GMT;;"Mozilla/5.0 (X11; Linux)";"https://shop.example/";""',
      '1.0;2025-10-10T13:55:37.1234567Z;GetBlob;ClientOtherError;404;4;4;authenticated;shop;shop;blob;"https://shop.blob.core.windows.net:443/c/none.csv";"/shop/c";a84a;0;192.0.2.2:51235;2021-08-06;300;0;250;0;0;;;;;;"curl/8.5.0";;""',
      '1.0;2025-10-10T13:55:37.1234567Z;GetBlob',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.1', path: '/c/members%3B1.csv', query: 'page=2', status: '200', bytes: '2326', host: 'shop.blob.core.windows.net', user_agent: 'Mozilla/5.0 (X11; Linux)', referrer: 'https://shop.example/' }, // biome-ignore format: one record
      { reject: '', status: '404', principal: '', user_agent: 'curl/8.5.0', referrer: '' },
      { reject: 'not-this-format' },
    ],
  },
  {
    id: 'journal',
    name: 'log-ins, and another program',
    lines: [
      '{"__REALTIME_TIMESTAMP":"1760104536123456","__MONOTONIC_TIMESTAMP":"991","_HOSTNAME":"web01","_UID":"0","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"Accepted password for mina from 192.0.2.1 port 51234 ssh2"}',
      '{"__REALTIME_TIMESTAMP":"1760104537123456","_HOSTNAME":"web01","_UID":"0","_COMM":"sshd","MESSAGE":"Failed password for invalid user root from 192.0.2.2 port 51235 ssh2"}',
      '{"__REALTIME_TIMESTAMP":"1760104538123456","_HOSTNAME":"web01","SYSLOG_IDENTIFIER":"CRON","MESSAGE":"(root) CMD (true)"}',
      '{"__REALTIME_TIMESTAMP":"1760104539123456","_HOSTNAME":"web01","SYSLOG_IDENTIFIER":"sshd","MESSAGE":[70,97]}',
    ],
    events: [
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1', host: 'web01', time: '2025-10-10T13:55:36.123Z' }, // biome-ignore format: one record
      { reject: '', action: 'logon-failed', principal: 'root', src_ip: '192.0.2.2' },
      { reject: 'other-program' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'delimited',
    name: 'security events of Windows, as a query gave them out',
    lines: [
      'TimeGenerated [UTC],Computer,Channel,EventID,IpAddress,LogonType,TargetUserName,KeyLength',
      '2025-10-10T13:55:36.123Z,WEB01,Security,4624,192.0.2.1,3,mina,128',
      '2025-10-10T13:55:37.123Z,WEB01,Security,4625,192.0.2.2,3,jun,0',
      '2025-10-10T13:55:38.123Z,WEB01,Security,4672,,,mina,',
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina', src_ip: '192.0.2.1', bytes: '0' },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'jun' },
      { reject: '', kind: 'other', action: '' },
    ],
  },
  {
    id: 'delimited',
    name: 'numbers like those of events, in a table of something else',
    lines: [
      'time,code,ip,user_name,item',
      '2025-10-10T13:55:36.123Z,4624,192.0.2.1,mina,cup',
      '2025-10-10T13:55:37.123Z,4625,192.0.2.2,jun,plate',
      '2025-10-10T13:55:38.123Z,4700,192.0.2.3,mina,spoon',
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'other', action: '', principal: 'mina' },
      { reject: '', kind: 'other', action: '', principal: 'jun' },
      { reject: '', kind: 'other', action: '' },
    ],
  },
  {
    id: 'json-lines',
    name: 'headers as a list of names and values',
    lines: [
      '{"timestamp":1760104536123,"action":"ALLOW","httpRequest":{"clientIp":"192.0.2.1","headers":[{"name":"Host","value":"shop.example"},{"name":"User-Agent","value":"curl/8.5.0"},{"name":"user-agent","value":"second"}],"uri":"/orders/1","args":"page=2","httpMethod":"GET"}}',
      '{"timestamp":1760104537123,"action":"BLOCK","httpRequest":{"clientIp":"192.0.2.2","headers":[{"name":"USER-AGENT","value":"okhttp/4"},{"name":"host","value":"api.example"}],"uri":"/cart","args":"","httpMethod":"POST"}}',
      '{"timestamp":1760104538123,"action":"ALLOW","httpRequest":{"clientIp":"192.0.2.3","headers":[],"uri":"/","args":"","httpMethod":"GET"}}',
      '{"timestamp":1760104539123,"action":"ALLOW","httpRequest":{"clientIp":"192.0.2.3","uri":"/none","args":"","httpMethod":"GET"}}',
    ],
    events: [
      { reject: '', host: 'shop.example', user_agent: 'curl/8.5.0', path: '/orders/1', query: 'page=2' },
      { reject: '', host: 'api.example', user_agent: 'okhttp/4', method: 'POST' },
      { reject: '', host: '', user_agent: '' },
      { reject: '', host: '', user_agent: '', path: '/none' },
    ],
  },
  {
    id: 'json-lines',
    name: 'times of other things, and a host in the address alone',
    lines: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) =>
      JSON.stringify({
        client_ip: `192.0.2.${n}`,
        started_at: 1_760_104_536_000 + n,
        route: { created_at: 1_614_232_648, updated_at: 1_614_232_648 },
        receiveTimestamp: `2025-10-10T13:55:59.${100 + n}Z`,
        request: { method: 'GET', url: `https://shop.example:8443/orders/${n}?a=b`, cs_bytes: 999 },
        response: { status: 200, size: 500 + n },
      }),
    ),
    events: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => ({
      reject: '',
      time: `2025-10-10T13:55:36.${String(n).padStart(3, '0')}Z`,
      host: 'shop.example',
      path: `/orders/${n}`,
      query: 'a=b',
      bytes: String(500 + n),
    })),
  },
]
