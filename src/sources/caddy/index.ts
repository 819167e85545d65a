import { has, jsonSource } from '../shared/json-source.ts'

export const caddy = jsonSource({
  id: 'caddy',
  title: 'Caddy access log',
  description: 'Requests to Caddy, one a line, in its JSON format.',
  owns: (record) => has(record, 'ts', 'logger', 'level') && (has(record, 'request.uri') || has(record, 'msg')),
  fields: {
    time: 'ts',
    src_ip: 'request.client_ip | request.remote_ip | request.remote_addr',
    method: 'request.method',
    url: 'request.uri',
    host: 'request.host',
    status: 'status',
    bytes: 'size',
    user_agent: 'request.headers.User-Agent[0]',
    referrer: 'request.headers.Referer[0]',
    principal: 'user_id',
    credential: 'request.headers.Authorization[0]',
  },
  records: 'http',
  skips: [{ from: 'status', keep: 'any', reason: 'not-an-event' }],
})
