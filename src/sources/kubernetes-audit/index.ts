import { has, jsonSource, memberAt } from '../shared/json-source.ts'

export const kubernetesAudit = jsonSource({
  id: 'kubernetes-audit',
  title: 'Kubernetes audit log',
  description: 'Requests to the API server of a Kubernetes cluster, one a line when they are answered.',
  owns: (record) =>
    memberAt(record, 'kind') === 'Event' &&
    (['audit.k8s.io/v1', 'audit.k8s.io/v1beta1'].some((version) => memberAt(record, 'apiVersion') === version) ||
      (has(record, 'verb') && has(record, 'objectRef'))),
  fields: {
    time: 'requestReceivedTimestamp | stageTimestamp',
    src_ip: 'sourceIPs[0]',
    method: 'verb',
    url: 'requestURI',
    status: 'responseStatus.code',
    user_agent: 'userAgent',
    principal: 'user.username | user.uid',
  },
  records: 'http',
  skips: [{ from: 'stage', keep: ['', 'ResponseComplete', 'Panic'], reason: 'other-stage' }],
})
