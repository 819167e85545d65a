import type { Example } from './example.ts'

export const JSON_ACCESS: readonly Example[] = [
  {
    id: 'kubernetes-audit',
    name: 'two stages of one request',
    lines: [
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"1","stage":"RequestReceived","requestURI":"/api/v1/namespaces/foo/secrets","verb":"list","user":{"username":"mina"},"sourceIPs":["192.0.2.70"],"userAgent":"kubectl/v1.30","requestReceivedTimestamp":"2025-01-31T13:04:29.123456Z","stageTimestamp":"2025-01-31T13:04:29.123456Z"}',
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"1","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/foo/secrets?limit=500","verb":"list","user":{"username":"mina"},"sourceIPs":["192.0.2.70","10.0.0.1"],"userAgent":"kubectl/v1.30","responseStatus":{"code":200},"requestReceivedTimestamp":"2025-01-31T13:04:29.123456Z","stageTimestamp":"2025-01-31T13:04:30Z"}',
    ],
    events: [
      { reject: 'other-stage' },
      {
        reject: '',
        kind: 'http',
        method: 'list',
        path: '/api/v1/namespaces/foo/secrets',
        query: 'limit=500',
        status: '200',
        src_ip: '192.0.2.70',
        principal: 'mina',
      },
    ],
  },
  {
    id: 'cloudflare',
    name: 'times in seconds, nanoseconds and text',
    lines: [
      '{"ClientIP":"192.0.2.80","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/a?b=1","ClientRequestUserAgent":"Mozilla/5.0","ClientRequestReferer":"https://shop.example/","EdgeResponseStatus":404,"EdgeResponseBytes":17826,"EdgeStartTimestamp":1651949592,"RayID":"1"}',
      '{"ClientIP":"2001:db8::8","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/b","EdgeResponseStatus":200,"EdgeResponseBytes":5,"EdgeStartTimestamp":1651949592123456789,"RayID":"2"}',
      '{"ClientIP":"192.0.2.81","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/c","EdgeResponseStatus":200,"EdgeResponseBytes":5,"EdgeStartTimestamp":"2022-05-07T18:53:12Z","RayID":"3"}',
    ],
    events: [
      {
        reject: '',
        time: '2022-05-07T18:53:12.000Z',
        src_ip: '192.0.2.80',
        path: '/a',
        query: 'b=1',
        status: '404',
        bytes: '17826',
      },
      { reject: '', time: '2022-05-07T18:53:12.123Z', src_ip: '2001:db8::8' },
      { reject: '', time: '2022-05-07T18:53:12.000Z' },
    ],
  },
  {
    id: 'caddy',
    name: 'a request, and a line about something else',
    lines: [
      '{"level":"info","ts":1693840791.7564995,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.17.0.1","client_ip":"192.0.2.90","proto":"HTTP/1.0","method":"GET","host":"shop.example:8080","uri":"/a?token=1","headers":{"User-Agent":["curl/7.74.0"],"Referer":["https://shop.example/"]}},"user_id":"mina","duration":0.1,"size":12,"status":200}',
      '{"level":"debug","ts":1742400753.0547564,"logger":"http.handlers.reverse_proxy","msg":"selected upstream"}',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.90',
        path: '/a',
        query: 'token=*',
        host: 'shop.example:8080',
        user_agent: 'curl/7.74.0',
        principal: 'mina',
        bytes: '12',
        status: '200',
      },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'traefik-json',
    name: 'a request',
    lines: [
      '{"ClientAddr":"192.0.2.91:39496","ClientHost":"192.0.2.91","ClientUsername":"-","DownstreamContentSize":357,"DownstreamStatus":200,"RequestHost":"shop.example","RequestMethod":"GET","RequestPath":"/a?b=c","RouterName":"shop@docker","StartUTC":"2025-12-08T14:02:43.587782192Z","request_User-Agent":"curl/8","time":"2025-12-08T14:02:43Z"}',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.91',
        path: '/a',
        query: 'b=c',
        status: '200',
        bytes: '357',
        principal: '',
        user_agent: 'curl/8',
        time: '2025-12-08T14:02:43.587Z',
      },
    ],
  },
  {
    id: 'envoy-json',
    name: 'members of Istio and of a gateway',
    lines: [
      '{"start_time":"2025-12-31T16:37:40.479Z","method":"GET","path":"/admin?x=1","response_code":404,"response_flags":"-","bytes_sent":9,"user_agent":"curl","x_forwarded_for":null,"downstream_remote_address":"192.0.2.92:59292","authority":"app.example","upstream_host":"10.0.0.1:80"}',
      '{"start_time":"2025-12-31T16:37:41.479Z",":method":"GET","x-envoy-origin-path":"/b","response_code":200,"user-agent":"curl","downstream_remote_address":"192.0.2.93:59292",":authority":"app.example"}',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.92', path: '/admin', query: 'x=1', status: '404', host: 'app.example' },
      { reject: '', src_ip: '192.0.2.93', path: '/b', method: 'GET', user_agent: 'curl' },
    ],
  },
  {
    id: 'akamai',
    name: 'DataStream 2, Cloud Monitor',
    lines: [
      '{"version":"2","cp":"1","reqTimeSec":"1573840000.123","cliIP":"192.0.2.94","reqMethod":"GET","reqHost":"shop.example","reqPath":"/a","queryStr":"b=1","statusCode":"206","bytes":"4995","UA":"Mozilla%2F5.0+%28X11%29","referer":"https%3A%2F%2Fshop.example%2F"}',
      '{"type":"cloud_monitor","start":"1379543560.807","message":{"status":"200","cliIP":"192.0.2.95","reqHost":"shop.example","reqMethod":"GET","reqPath":"/jobs","bytes":"3278","UA":"Chrome/35"}}',
    ],
    events: [
      {
        reject: '',
        time: '2019-11-15T17:46:40.123Z',
        src_ip: '192.0.2.94',
        path: '/a',
        query: 'b=1',
        status: '206',
        user_agent: 'Mozilla/5.0+(X11)',
        referrer: 'https://shop.example/',
      },
      { reject: '', src_ip: '192.0.2.95', path: '/jobs', status: '200' },
    ],
  },
  {
    id: 'fastly',
    name: 'the format that endpoints begin with, shorter names, the shield behind the edge',
    lines: [
      '{"timestamp":"2025-10-10T13:55:36+0900","client_ip":"2001:DB8::7","geo_city":"seoul","host":"shop.example","url":"/orders/77001?page=2&token=abc","request_method":"GET","request_protocol":"HTTP/2","request_referer":"(null)","request_user_agent":"Mozilla/5.0","response_state":"HIT","response_status":200,"response_reason":null,"response_body_size":2326,"fastly_server":"cache-icn1","fastly_is_edge":true}',
      '{"timestamp":"2025-10-10T04:55:37Z","remote_addr":"192.0.2.98","host":"shop.example","path":"/list","method":"GET","referer":"https://shop.example/?sid=s1","user_agent":"curl","status":"404","body_size":12,"fastly_server":"cache-icn1","fastly_is_edge":true}',
      '{"timestamp":"2025-10-10T04:55:36Z","client_ip":"192.0.2.98","host":"shop.example","url":"/orders/77001","request_method":"GET","response_status":200,"fastly_server":"cache-nrt1","fastly_is_edge":false}',
    ],
    events: [
      {
        reject: '',
        time: '2025-10-10T04:55:36.000Z',
        src_ip: '2001:db8::7',
        path: '/orders/77001',
        query: 'page=2&token=*',
        status: '200',
        bytes: '2326',
        user_agent: 'Mozilla/5.0',
        referrer: '',
        host: 'shop.example',
      },
      {
        reject: '',
        src_ip: '192.0.2.98',
        path: '/list',
        method: 'GET',
        status: '404',
        bytes: '12',
        referrer: 'https://shop.example/?sid=*',
      },
      { reject: 'inner-hop' },
    ],
  },
]
