import { clfTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

export const traefik = textSource({
  id: 'traefik',
  title: 'Traefik access log, common format',
  description: "Requests in Traefik's own extension of the common log format.",
  layouts: [
    '$client_host - $user [$time] "$request" $status $size "$referer" "$user_agent" $count "$router" "$server_url" $duration',
  ],
  fields: {
    time: 'time',
    src_ip: 'client_host',
    request: 'request',
    status: 'status',
    bytes: 'size',
    user_agent: 'user_agent',
    referrer: 'referer',
    principal: 'user',
  },
  time: clfTime,
  fits: (value) => /^\d+ms\s*$/.test(value('duration')) && /^(?:\d+|-)$/.test(value('count')),
})
