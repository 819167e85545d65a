import { withoutPort } from '../shared/decoder.ts'
import { isoTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

/** Of the first years; the balancer then wrote when it had answered, later also when it was asked. */
const SHORT =
  '$type $time $elb $client $target $request_processing_time $target_processing_time $response_processing_time $elb_status_code $target_status_code $received_bytes $sent_bytes "$request" "$user_agent"'

export const awsAlb = textSource({
  id: 'aws-alb',
  title: 'AWS Application Load Balancer access log',
  description: 'Requests through an Application Load Balancer, one line each.',
  layouts: [
    `${SHORT} $ssl_cipher $ssl_protocol $target_group_arn "$trace_id" "$domain_name" "$chosen_cert_arn" $matched_rule_priority $request_creation_time $rest`,
    SHORT,
  ],
  fields: {
    time: 'request_creation_time | time',
    src_ip: 'client',
    request: 'request',
    status: 'elb_status_code',
    bytes: 'sent_bytes',
    user_agent: 'user_agent',
  },
  decoders: { src_ip: [withoutPort] },
  time: isoTime,
  fits: (value) => /^(?:https?|h2|grpcs?|wss?)$/.test(value('type')) && /^(?:\d{3}|-)$/.test(value('elb_status_code')),
})
