import { withoutPort } from '../shared/decoder.ts'
import { isoTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

export const awsElbClassic = textSource({
  id: 'aws-elb-classic',
  title: 'AWS Classic Load Balancer access log',
  description: 'Requests through a Classic Load Balancer (ELB), one line each.',
  layouts: [
    '$time $elb $client $backend $request_processing_time $backend_processing_time $response_processing_time $elb_status_code $backend_status_code $received_bytes $sent_bytes "$request" "$user_agent"',
    '$time $elb $client $backend $request_processing_time $backend_processing_time $response_processing_time $elb_status_code $backend_status_code $received_bytes $sent_bytes "$request"',
  ],
  fields: {
    time: 'time',
    src_ip: 'client',
    request: 'request',
    status: 'elb_status_code',
    bytes: 'sent_bytes',
    user_agent: 'user_agent',
  },
  decoders: { src_ip: [withoutPort] },
  time: isoTime,
  fits: (value) =>
    !value('elb').includes(':') &&
    /^(?:\d{3}|-)$/.test(value('elb_status_code')) &&
    /^-?\d+(?:\.\d+)?$/.test(value('request_processing_time')),
})
