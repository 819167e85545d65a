import { has, jsonSource, memberAt } from '../shared/json-source.ts'

/** OneLogin, *Event Resource* and *Event Types*: what happened is told by a number. */
export const onelogin = jsonSource({
  id: 'onelogin',
  title: 'OneLogin events',
  description:
    'What users and administrators did in OneLogin, one event a line, as its API and its broadcaster give it.',
  owns: (record) =>
    has(record, 'event_type_id', 'account_id', 'user_name', 'ipaddr') &&
    /^\d{1,6}$/.test(String(memberAt(record, 'event_type_id'))),
  fields: {
    time: 'created_at | event_timestamp',
    action: 'event_type_id',
    src_ip: 'ipaddr',
    principal: 'user_name | user_id',
  },
  records: 'api',
  actions: { logon: ['5'], 'logon-failed': ['6'] },
})
