import { withoutPort } from '../shared/decoder.ts'
import { isoTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

const FIELDS =
  '$time;$operation;$request_status;$http_status;$end_to_end_latency;$server_latency;$authentication;$requester;$owner;$service;$?url;$?object;$request_id;$operation_number;$requester_ip;$version_header;$request_header_size;$request_packet_size;$response_header_size;$response_packet_size;$content_length;$?request_md5;$?server_md5;$?etag;$?last_modified;$?conditions;$?user_agent;$?referer;$?client_request_id'

export const azureStorage = textSource({
  id: 'azure-storage',
  title: 'Azure Storage Analytics log',
  description: 'Requests to blobs, queues and tables of a storage account, one line each, as kept in $logs.',
  layouts: [`2.0;${FIELDS};$rest`, `1.0;${FIELDS}`],
  fields: {
    time: 'time',
    src_ip: 'requester_ip',
    url: 'url',
    status: 'http_status',
    bytes: 'response_packet_size',
    user_agent: 'user_agent',
    referrer: 'referer',
  },
  decoders: { src_ip: [withoutPort] },
  time: isoTime,
  alwaysUtc: true,
  fits: (value) => /^[A-Z][A-Za-z]+$/.test(value('operation')) && /^\d{3}$/.test(value('http_status')),
})
