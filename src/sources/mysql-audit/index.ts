import { rooted } from '../shared/decoder.ts'
import { has, jsonSource } from '../shared/json-source.ts'

export const mysqlAudit = jsonSource({
  id: 'mysql-audit',
  title: 'MySQL audit log as JSON',
  description: 'Connections to MySQL as the audit plugins of Percona Server and MySQL Enterprise write them as JSON.',
  owns: (record) =>
    has(record, 'audit_record.name', 'audit_record.timestamp', 'audit_record.record') ||
    (has(record, 'class', 'event', 'timestamp', 'account.user') && has(record, 'connection_id')),
  fields: {
    time: 'audit_record.timestamp | timestamp',
    action: 'audit_record.name | event',
    outcome: 'audit_record.status | connection_data.status',
    src_ip: 'audit_record.ip | login.ip',
    path: 'audit_record.name | event',
    principal: 'audit_record.user | login.user',
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: { logon: ['Connect', 'connect'], revoke: ['Quit', 'disconnect'] },
  succeeds: ['0', ''],
})
