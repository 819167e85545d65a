/** Lines of each source with what they must come to. */
export interface Example {
  readonly id: string
  readonly name: string
  readonly lines: readonly string[]
  /** Columns of each line; `time` in ISO 8601. */
  readonly events: readonly Readonly<Record<string, string>>[]
}

export const EXAMPLES: readonly Example[] = [
  {
    id: 'aws-alb',
    name: 'requests, IPv6, no target',
    lines: [
      'https 2025-07-02T22:23:00.186641Z app/shop/50dc6c495c0c9188 192.0.2.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.shop.example:443/orders/12345?page=2&token=abc HTTP/1.1" "Mozilla/5.0 (X11) \\"quoted\\"" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/t/73e2 "Root=1-58337281-1d84" "www.shop.example" "-" 1 2025-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"',
      'h2 2025-07-02T22:23:00.186641Z app/shop/50dc6c495c0c9188 2001:db8::7:48160 - -1 -1 -1 404 - 5 257 "GET https://shop.example:443/ HTTP/2.0" "-" - - - "-" "-" "-"',
    ],
    events: [
      {
        reject: '',
        time: '2025-07-02T22:23:00.186Z',
        src_ip: '192.0.2.39',
        method: 'GET',
        host: 'www.shop.example',
        path: '/orders/12345',
        query: 'page=2&token=*',
        route: '/orders/{id}',
        status: '200',
        bytes: '57',
        user_agent: 'Mozilla/5.0 (X11) "quoted"',
      },
      { reject: '', src_ip: '2001:db8::7', status: '404', path: '/', user_agent: '' },
    ],
  },
  {
    id: 'aws-elb-classic',
    name: 'HTTP listener',
    lines: [
      '2025-05-13T23:39:43.945958Z my-lb 192.0.2.131:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.shop.example:80/a HTTP/1.1" "curl/7.38.0" - -',
    ],
    events: [
      {
        reject: '',
        time: '2025-05-13T23:39:43.945Z',
        src_ip: '192.0.2.131',
        path: '/a',
        host: 'www.shop.example',
        bytes: '29',
        user_agent: 'curl/7.38.0',
      },
    ],
  },
  {
    id: 'aws-s3-access',
    name: 'object requests and an expiry',
    lines: [
      '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be exports [06/Feb/2025:00:00:38 +0000] 192.0.2.3 arn:aws:iam::123456789012:user/mina 3E57427F3EXAMPLE REST.GET.OBJECT members.csv "GET /exports/members.csv?versionId=1 HTTP/1.1" 200 - 113 113 7 6 "-" "S3Console/0.4 "x"" - s9lzHYrFp76ZVxRcpX9 SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader exports.s3.us-west-1.amazonaws.com TLSV1.2 - -',
      '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be exports [06/Feb/2025:00:00:39 +0000] - AmazonS3 76C3D39A0B2D7D60 S3.EXPIRE.OBJECT members.csv - - - - 500 - - - - - ',
    ],
    events: [
      {
        reject: '',
        time: '2025-02-06T00:00:38.000Z',
        src_ip: '192.0.2.3',
        principal: 'arn:aws:iam::123456789012:user/mina',
        host: 'exports',
        path: '/exports/members.csv',
        query: 'versionId=1',
        status: '200',
        bytes: '113',
        user_agent: 'S3Console/0.4 "x"',
      },
      { reject: '', src_ip: '', principal: 'AmazonS3', method: '', path: '', status: '0', user_agent: '' },
    ],
  },
  {
    id: 'haproxy',
    name: 'captures, IPv6, a request cut short',
    lines: [
      '192.0.2.129:14853 [14/Jan/2025:12:48:57.127] https-in~ shop/node1 170/0/0/3/173 200 739 - - --NN 0/0/0/0/0 0/0 "GET /a?b=1 HTTP/1.1"',
      '2001:db8::9:33317 [06/Feb/2025:12:14:14.655] http-in static/srv1 10/0/30/69/+109 200 +2750 sid=1 - ---- 1/1/1/1/0 0/0 {shop.example|Mozilla/5.0 (X11)} {} "GET /index.html HTTP/1.1"',
      '192.0.2.1:33317 [06/Feb/2025:12:14:14.655] http-in static/<NOSRV> -1/-1/-1/-1/1 400 187 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"',
      '192.0.2.1:33317 [06/Feb/2025:12:14:14.6] http-in static/srv1 1/-1/-1/-1/1 200 187 - - PR-- 1/1/0/0/0 0/0 "GET /very-long',
    ],
    events: [
      {
        reject: '',
        time: '2025-01-14T12:48:57.127Z',
        src_ip: '192.0.2.129',
        method: 'GET',
        path: '/a',
        query: 'b=1',
        status: '200',
        bytes: '739',
      },
      { reject: '', src_ip: '2001:db8::9', path: '/index.html', bytes: '2750' },
      { reject: '', method: '', path: '', status: '400' },
      { reject: '', path: '/very-long', time: '2025-02-06T12:14:14.600Z' },
    ],
  },
  {
    id: 'envoy',
    name: 'the default format',
    lines: [
      '[2025-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "192.0.2.28" "nsq2http" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations.example" "tcp://10.0.2.1:80"',
    ],
    events: [
      {
        reject: '',
        time: '2025-04-15T20:17:00.310Z',
        src_ip: '192.0.2.28',
        method: 'POST',
        path: '/api/v1/locations',
        host: 'locations.example',
        status: '204',
        user_agent: 'nsq2http',
      },
    ],
  },
  {
    id: 'envoy',
    name: 'Istio',
    lines: [
      '[2025-11-25T21:26:18.409Z] "GET /status/418 HTTP/1.1" 418 - via_upstream - "-" 0 135 3 1 "-" "curl/7.73.0-DEV" "84961386-6d84-929d-98bd-c5aee93b5c88" "httpbin:8000" "10.44.1.27:80" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 192.0.2.23:46520 - default',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.23', path: '/status/418', status: '418', bytes: '135', host: 'httpbin:8000' },
    ],
  },
  {
    id: 'traefik',
    name: 'requests with and without an answer',
    lines: [
      '192.0.2.7 - mina [08/Dec/2025:13:59:39 +0900] "GET /index?a=b HTTP/1.1" 200 352 "https://shop.example/" "Nikto" 242 "test@docker" "http://172.17.0.3:80" 1ms',
      '192.0.2.7 - - [28/Sep/2025:13:38:04 +0000] "GET /m/home.cs HTTP/1.1" - - "-" "-" 45640 "-" "-" 0ms',
    ],
    events: [
      {
        reject: '',
        time: '2025-12-08T04:59:39.000Z',
        src_ip: '192.0.2.7',
        principal: 'mina',
        path: '/index',
        status: '200',
        bytes: '352',
        referrer: 'https://shop.example/',
      },
      { reject: '', principal: '', status: '0', bytes: '0', user_agent: '' },
    ],
  },
  {
    id: 'w3c-extended',
    name: 'IIS with fields that change',
    lines: [
      '#Software: Microsoft Internet Information Services 10.0',
      '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
      '2025-03-01 00:00:01 10.0.0.5 GET /orders/77001 page=1 443 SHOP\\mina 192.0.2.10 Mozilla/5.0+(Windows+NT) 200 0 0 15',
      '#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip sc-status sc-bytes',
      '2025-03-02 00:00:01 POST /login - 2001:db8::5 302 512',
      '2025-03-02 00:00:01 POST /login',
    ],
    events: [
      { reject: 'header' },
      { reject: 'header' },
      {
        reject: '',
        time: '2025-03-01T00:00:01.000Z',
        method: 'GET',
        path: '/orders/77001',
        query: 'page=1',
        principal: 'SHOP\\mina',
        src_ip: '192.0.2.10',
        user_agent: 'Mozilla/5.0 (Windows NT)',
        status: '200',
      },
      { reject: 'header' },
      {
        reject: '',
        time: '2025-03-02T00:00:01.000Z',
        method: 'POST',
        query: '',
        src_ip: '2001:db8::5',
        status: '302',
        bytes: '512',
      },
      { reject: 'not-this-format' },
    ],
  },
  {
    id: 'aws-cloudfront',
    name: 'standard log with its header',
    lines: [
      '#Version: 1.0',
      '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken',
      '2025-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111111abcdef8.cloudfront.net\t/index.html\t200\t-\tMozilla/5.0%20(Windows%20NT%2010.0)\ta=1\t-\tHit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\twww.shop.example\thttps\t23\t0.001',
    ],
    events: [
      { reject: 'header' },
      { reject: 'header' },
      {
        reject: '',
        time: '2025-12-04T21:02:31.000Z',
        src_ip: '192.0.2.100',
        method: 'GET',
        host: 'www.shop.example',
        path: '/index.html',
        query: 'a=1',
        status: '200',
        bytes: '392',
        user_agent: 'Mozilla/5.0 (Windows NT 10.0)',
      },
    ],
  },
]
