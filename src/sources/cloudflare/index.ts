import { has, jsonSource } from '../shared/json-source.ts'

export const cloudflare = jsonSource({
  id: 'cloudflare',
  title: 'Cloudflare HTTP requests',
  description: 'Requests through Cloudflare, one a line, as delivered by Logpush.',
  owns: (record) =>
    has(record, 'ClientIP', 'ClientRequestMethod') && (has(record, 'EdgeStartTimestamp') || has(record, 'RayID')),
  fields: {
    time: 'EdgeStartTimestamp | EdgeEndTimestamp | Datetime',
    src_ip: 'ClientIP',
    method: 'ClientRequestMethod',
    url: 'ClientRequestURI | ClientRequestPath',
    host: 'ClientRequestHost',
    status: 'EdgeResponseStatus',
    bytes: 'EdgeResponseBytes',
    user_agent: 'ClientRequestUserAgent',
    referrer: 'ClientRequestReferer',
  },
  records: 'http',
  skips: [{ from: 'Kind', keep: [''], reason: 'not-an-event' }],
})
