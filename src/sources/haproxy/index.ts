import { capturedAgent, capturedCredential } from './captures.ts'
import { upToQuote, withoutPort } from '../shared/decoder.ts'
import { clfFractionTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

export const haproxy = textSource({
  id: 'haproxy',
  title: 'HAProxy HTTP log',
  description:
    'Requests in the format of `option httplog` or `option httpslog`, with or without captured headers and cookies.',
  layouts: [
    '$client [$time] $frontend $backend $timers $status $bytes_read $request_cookie $response_cookie $termination_state $connections $queues $captures"$request',
  ],
  fields: {
    time: 'time',
    src_ip: 'client',
    request: 'request',
    status: 'status',
    bytes: 'bytes_read',
    user_agent: 'captures',
    credential: 'request_cookie',
  },
  otherwise: { credential: 'captures' },
  decoders: {
    src_ip: [withoutPort],
    request: [upToQuote],
    user_agent: [capturedAgent],
    credential: [capturedCredential],
  },
  time: clfFractionTime,
  fits: (value) =>
    /^\S+$/.test(value('client')) &&
    /^[+]?-?\d+(?:\/[+]?-?\d+){3,4}$/.test(value('timers')) &&
    /^-?\d+$/.test(value('status')),
})
