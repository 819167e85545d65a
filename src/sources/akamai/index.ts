import { percentDecoded, rooted } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

/** Of a record of DataStream 2, and of one of Cloud Monitor, which keeps them in `message`. */
const both = (name: string): string => `${name} | message.${name}`

export const akamai = jsonSource({
  id: 'akamai',
  title: 'Akamai DataStream and Cloud Monitor',
  description: 'Requests through Akamai, one a line, in JSON.',
  owns: (record) => has(record, 'cliIP', 'reqMethod') || has(record, 'message.cliIP', 'message.reqMethod'),
  fields: {
    time: 'reqTimeSec | start',
    src_ip: both('cliIP'),
    method: both('reqMethod'),
    path: both('reqPath'),
    query: 'queryStr | message.reqQuery',
    host: both('reqHost'),
    status: 'statusCode | message.status',
    bytes: both('bytes'),
    user_agent: both('UA'),
    referrer: 'referer | reqHdr.referer',
  },
  decoders: { path: [rooted], user_agent: [percentDecoded], referrer: [percentDecoded] },
  records: 'http',
})
