import { isoTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

const DEFAULT =
  '[$start_time] "$request" $response_code $response_flags $bytes_received $bytes_sent $duration $upstream_service_time "$x_forwarded_for" "$user_agent" "$request_id" "$authority" "$upstream_host"'

const ISTIO =
  '[$start_time] "$request" $response_code $response_flags $response_code_details $connection_termination_details "$transport_failure" $bytes_received $bytes_sent $duration $upstream_service_time "$x_forwarded_for" "$user_agent" "$request_id" "$authority" "$upstream_host" $upstream_cluster $upstream_local_address $downstream_local_address $downstream_remote_address $rest'

export const envoy = textSource({
  id: 'envoy',
  title: 'Envoy and Istio access log, text',
  description: 'Requests in the default format of Envoy, or of a mesh built on it.',
  layouts: [ISTIO, DEFAULT],
  fields: {
    time: 'start_time',
    src_ip: 'x_forwarded_for',
    request: 'request',
    host: 'authority',
    status: 'response_code',
    bytes: 'bytes_sent',
    user_agent: 'user_agent',
  },
  otherwise: { src_ip: 'downstream_remote_address' },
  time: isoTime,
  fits: (value) => /^\d{1,3}$/.test(value('response_code')) && /^\d+$/.test(value('bytes_sent')),
})
