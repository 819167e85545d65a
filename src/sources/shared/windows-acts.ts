import type { Recognition } from '../source-kind.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'
import { LOG_ONS } from '../json-lines/windows-log-ons.ts'

/**
 * Numbers of events mean something only within their channel. Of the channels of Remote Desktop Services
 * (Microsoft, *Troubleshoot the Remote desktop disconnected errors*, "Event logs"): LocalSessionManager 21 is a session that
 * begins, 23 one that is logged off, 24 one that is left as it is and 25 one that is taken up again; RemoteConnectionManager
 * 1149 is who came in, before the session. All numbers of the two are said with the name of theirs: `session 21`, `remote 1149`.
 */
const CHANNELS = [
  ['session', 'TerminalServices-LocalSessionManager'],
  ['remote', 'TerminalServices-RemoteConnectionManager'],
] as const

/** How an event is called: its number, with the name of its channel where that is one of the two. */
export const eventNamed = {
  sql: (id: Sql, channel: Sql): Sql =>
    CHANNELS.reduce<Sql>(
      (other, [name, sign]) => sql`if(position(${channel}, ${sign}) > 0, concat(${name}, ' ', ${id}), ${other})`,
      id,
    ),
  plain: (id: ByteString, channel: ByteString): ByteString => {
    const [name] = CHANNELS.findLast(([, sign]) => channel.includes(sign)) ?? []
    return name === undefined ? id : `${name} ${id}`
  },
}

/** What the events of a sample mean. One log-in over Remote Desktop writes up to three events: the surest that is there is it. */
export const windowsActions = (names: ReadonlySet<string>): Recognition['actions'] => {
  const [isTold, hasSessions] = [names.has('4624'), names.has('session 21')]
  return {
    ...LOG_ONS,
    logon: [
      ...(LOG_ONS.logon ?? []),
      ...(isTold ? [] : ['session 21', 'session 25']),
      ...(isTold || hasSessions ? [] : ['remote 1149']),
    ],
    revoke: [...(LOG_ONS.revoke ?? []), ...(isTold ? [] : ['session 23'])],
  }
}
