import { addressOnly, noneIf, withoutDateCall, withoutDomain } from '../shared/decoder.ts'
import { has, jsonSource, memberAt } from '../shared/json-source.ts'
import { eventNamed, windowsActions } from '../shared/windows-acts.ts'

/** As evtx_dump keeps them, as python-evtx and others do, and flat. */
const inSystem = (name: string): string => `Event.System.${name} | System.${name}`
const inData = (name: string): string =>
  `winlog.event_data.${name} | Event.EventData.${name} | EventData.${name} | event_data.${name} | ${name}`

const IDS = ['winlog.event_id', 'EventID', 'EventId', 'Event.System.EventID', 'System.EventID', 'Id', 'event_id']
/** Of the channels of Remote Desktop Services. */
const inUserData = (name: string): string =>
  `winlog.user_data.${name} | Event.UserData.EventXML.${name} | UserData.EventXML.${name}`

const CHANNELS = [
  'winlog.channel',
  'Channel',
  'Event.System.Channel',
  'System.Channel',
  'LogName',
  'winlog.provider_name',
  'ProviderName',
  'SourceName',
  'EventSourceName',
  'channel',
]
const CHANNEL = /^(?:Security|System|Application|Setup|Windows PowerShell|Microsoft-Windows-.+)$/

/** Account and address among the values of a log-in, successful (4624) or not (4625), where they have no names. */
const ACCOUNT_VALUE = 'Properties[5].Value'
const ADDRESS_VALUES = 'Properties[18].Value | Properties[19].Value'

export const windowsEvents = jsonSource({
  id: 'windows-events',
  title: 'Windows event log, JSON',
  description:
    'Log-ins to Windows and what ends them, from winlogbeat, NXLog, evtx_dump or PowerShell; other events beside them.',
  owns: (record) =>
    IDS.some((place) => {
      const id = memberAt(record, place)
      return (
        ((typeof id === 'number' || typeof id === 'string') && /^\d{1,5}$/.test(String(id))) ||
        has(record, `${place}.#text`) ||
        has(record, `${place}.Value`)
      )
    }) && CHANNELS.some((place) => CHANNEL.test(String(memberAt(record, place)))),
  fields: {
    time: '@timestamp | Event.System.TimeCreated.#attributes.SystemTime | System.TimeCreated.SystemTime | EventTime | TimeCreated.DateTime | TimeCreated | TimeGenerated | timestamp',
    action:
      'winlog.event_id | Event.System.EventID.#text | System.EventID.Value | Event.System.EventID | System.EventID | EventID | EventId | Id | event_id',
    src_ip: `source.ip | ${inData('IpAddress')} | ${inUserData('Address')} | ${inUserData('Param3')} | ${ADDRESS_VALUES}`,
    host: `winlog.computer_name | ${inSystem('Computer')} | Hostname | MachineName | Computer | computer_name`,
    principal: `${inData('TargetUserName')} | ${inUserData('User')} | ${inUserData('Param1')} | user.name | ${ACCOUNT_VALUE}`,
  },
  decoders: { time: [withoutDateCall], src_ip: [addressOnly], principal: [withoutDomain, noneIf('ANONYMOUS LOGON')] },
  records: 'api',
  named: { from: CHANNELS.join(' | '), ...eventNamed },
  actions: windowsActions(new Set()),
  actionsIn: windowsActions,
  log: 'mixed',
})
