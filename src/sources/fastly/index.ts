import { noneIf } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

/** How VCL writes a header that was not sent. */
const given = [noneIf('(null)')]

export const fastly = jsonSource({
  id: 'fastly',
  title: 'Fastly, JSON',
  description: 'Requests through Fastly, one a line, in the JSON format that its log endpoints begin with.',
  owns: (record) =>
    (has(record, 'fastly_server') || has(record, 'fastly_is_edge')) &&
    ['url', 'path', 'request'].some((name) => has(record, name)),
  fields: {
    time: 'timestamp | time_start | time',
    src_ip: 'client_ip | remote_addr',
    method: 'request_method | method',
    url: 'url | path',
    host: 'host | domain',
    status: 'response_status | resp_status | status',
    bytes: 'response_body_size | resp_body_size | body_size | client_resp_body_size_write',
    user_agent: 'request_user_agent | user_agent',
    referrer: 'request_referer | referer',
  },
  decoders: { src_ip: given, host: given, user_agent: given, referrer: given },
  records: 'http',
  skips: [{ from: 'fastly_is_edge', keep: ['', 'true', '1'], reason: 'inner-hop' }],
})
