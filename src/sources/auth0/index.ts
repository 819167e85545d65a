import { rooted } from '../shared/decoder.ts'
import { has, jsonSource, memberAt } from '../shared/json-source.ts'

/** Of a record as exported, and of one as streamed, wrapped in `data`. */
const both = (...places: readonly string[]): string => places.flatMap((place) => [`data.${place}`, place]).join(' | ')

export const auth0 = jsonSource({
  id: 'auth0',
  title: 'Auth0 tenant log',
  description: 'Log-ins, tokens and changes of an Auth0 tenant, one event a line, as exported or as streamed.',
  owns: (record) => {
    const type = memberAt(record, 'data.type') ?? memberAt(record, 'type')
    return (
      typeof type === 'string' &&
      /^[a-z0-9_]{1,40}$/.test(type) &&
      (has(record, 'data.log_id') || has(record, 'log_id') || has(record, 'data.client_id', 'data.date'))
    )
  },
  fields: {
    time: both('date'),
    action: both('type'),
    src_ip: both('ip', 'client_ip'),
    host: both('hostname'),
    path: both('details.request.path', 'type'),
    status: both('details.response.statusCode'),
    user_agent: both('user_agent'),
    principal: both('user_id', 'user_name'),
    credential: both('details.session_id', 'session_id'),
  },
  decoders: { path: [rooted] },
  records: 'api',
  actions: {
    logon: ['s', 'scoa', 'ssa', 'sens'],
    'logon-failed': ['f', 'fp', 'fu', 'fcoa', 'fsa', 'fens'],
    issue: ['seacft', 'seccft', 'sepft', 'sede', 'seoobft', 'seotpft', 'serctft'],
    refresh: ['sertft'],
    revoke: ['slo', 'srrt', 'oidc_backchannel_logout_succeeded'],
  },
})
