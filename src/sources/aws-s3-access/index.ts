import { noneIf } from '../shared/decoder.ts'
import { clfTime } from '../shared/line-time.ts'
import { textSource } from '../shared/text-source.ts'

export const awsS3Access = textSource({
  id: 'aws-s3-access',
  title: 'Amazon S3 server access log',
  description: 'Requests to the objects of a bucket, one line each.',
  layouts: [
    '$bucket_owner $bucket [$time] $remote_ip $requester $request_id $operation $key $?request_uri $http_status $error_code $bytes_sent $object_size $total_time $turn_around_time $?referer $?user_agent $version_id',
  ],
  fields: {
    time: 'time',
    src_ip: 'remote_ip',
    request: 'request_uri',
    host: 'bucket',
    status: 'http_status',
    bytes: 'bytes_sent',
    user_agent: 'user_agent',
    referrer: 'referer',
    principal: 'requester',
  },
  decoders: { principal: [noneIf('Anonymous')] },
  time: clfTime,
  fits: (value) =>
    /^(?:REST|SOAP|WEBSITE|BATCH|S3)\./.test(value('operation')) && /^(?:\d{3}|-)$/.test(value('http_status')),
})
