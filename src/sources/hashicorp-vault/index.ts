import { rooted } from '../shared/decoder.ts'
import { has, jsonSource, memberAt } from '../shared/json-source.ts'

export const hashicorpVault = jsonSource({
  id: 'hashicorp-vault',
  title: 'HashiCorp Vault audit log',
  description: 'What was asked of a store of secrets, one record a line; OpenBao writes the same.',
  owns: (record) =>
    ['request', 'response'].some((type) => memberAt(record, 'type') === type) &&
    has(record, 'request.operation', 'request.path'),
  fields: {
    time: 'time',
    outcome: 'error',
    src_ip: 'request.remote_address',
    method: 'request.operation',
    path: 'request.path',
    principal:
      'auth.display_name | auth.metadata.username | auth.entity_id | auth.accessor | request.client_token_accessor',
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: {},
  succeeds: [''],
  skips: [{ from: 'type', keep: ['response'], reason: 'other-stage' }],
})
