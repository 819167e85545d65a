import { has, jsonSource } from '../shared/json-source.ts'

export const envoyJson = jsonSource({
  id: 'envoy-json',
  title: 'Envoy access log, JSON',
  description: 'Requests to Envoy, one a line, in the members that Istio and Envoy Gateway write.',
  owns: (record) =>
    has(record, 'start_time', 'response_code') &&
    typeof record['start_time'] !== 'object' &&
    (has(record, 'downstream_remote_address') || has(record, 'upstream_host') || has(record, 'response_flags')),
  fields: {
    time: 'start_time',
    src_ip: 'x_forwarded_for | x-forwarded-for | downstream_remote_address',
    method: 'method | :method',
    url: 'path | x-envoy-origin-path | :path',
    host: 'authority | :authority',
    status: 'response_code',
    bytes: 'bytes_sent',
    user_agent: 'user_agent | user-agent',
  },
  records: 'http',
})
