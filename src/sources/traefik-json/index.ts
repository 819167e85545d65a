import { has, jsonSource } from '../shared/json-source.ts'

export const traefikJson = jsonSource({
  id: 'traefik-json',
  title: 'Traefik access log, JSON',
  description: 'Requests to Traefik, one a line, in its JSON format.',
  owns: (record) =>
    has(record, 'RequestMethod', 'RequestPath') &&
    (has(record, 'RouterName') || has(record, 'DownstreamStatus') || has(record, 'ClientHost')),
  fields: {
    time: 'StartUTC | time | StartLocal',
    src_ip: 'ClientHost | ClientAddr',
    method: 'RequestMethod',
    url: 'RequestPath',
    host: 'RequestHost | RequestAddr',
    status: 'DownstreamStatus',
    bytes: 'DownstreamContentSize',
    user_agent: 'request_User-Agent',
    referrer: 'request_Referer',
    principal: 'ClientUsername',
    credential: 'request_Authorization',
  },
  records: 'http',
})
