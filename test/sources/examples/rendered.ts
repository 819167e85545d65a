import type { Example } from './example.ts'

const logOn = (account: string, address: string, gap = '    \t'): string =>
  `"An account was successfully logged on.${gap}${gap}Subject:${gap}Security ID:\t\tS-1-5-18${gap}Account Name:\t\tWEB01$${gap}Account Domain:\t\tSHOP${gap}Logon Information:${gap}Logon Type:\t\t10${gap}New Logon:${gap}Security ID:\t\tS-1-5-21-1001${gap}Account Name:\t\t${account}${gap}Account Domain:\t\tSHOP${gap}Network Account Name:\t-${gap}Network Information:${gap}Workstation Name:\tPC1${gap}Source Network Address:\t${address}${gap}Source Port:\t\t51234${gap}"`
const failed = (account: string, workstation: string, address: string): string =>
  `"An account failed to log on.    Subject:    Security ID:  S-1-0-0    Account Name:  -    Account For Which Logon Failed:    Security ID:  S-1-0-0    Account Name:  ${account}    Account Domain:  SHOP    Network Information:    Workstation Name: ${workstation}    Source Network Address: ${address}    Source Port:  0"`
const korean = (account: string, address: string): string =>
  `"계정이 성공적으로 로그온되었습니다.  주체:  \t보안 ID:\t\tSYSTEM  \t계정 이름:\t\tWEB01$  새 로그온:  \t보안 ID:\t\tSHOP\\${account}  \t계정 이름:\t\t${account}  \t계정 도메인:\t\tSHOP  네트워크 정보:  \t원본 네트워크 주소:\t${address}  \t원본 포트:\t\t5"`

/** Security events of Windows as the text that they are rendered to, in tables. */
export const RENDERED: readonly Example[] = [
  {
    id: 'delimited',
    name: 'saved by the Event Viewer, whose messages have no column',
    lines: [
      'Keywords,Date and Time,Source,Event ID,Task Category',
      `Audit Success,11/3/2025 3:15:30 PM,Microsoft-Windows-Security-Auditing,4624,Logon,${logOn('mina', '192.0.2.1')}`,
      `Audit Failure,11/3/2025 12:15:31 AM,Microsoft-Windows-Security-Auditing,4625,Logon,${failed('juno', 'PC1    Source Network Address: 192.0.2.99', '192.0.2.2')}`,
      `Audit Success,11/3/2025 3:15:32 PM,Microsoft-Windows-Security-Auditing,4634,Logoff,"An account was logged off.    Subject:    Security ID:  S-1    Account Name:  mina    Account Domain:  SHOP    Logon Type: 3"`,
      `Audit Success,11/3/2025 3:15:33 PM,Microsoft-Windows-Security-Auditing,4624,Logon,${logOn('ANONYMOUS LOGON', '-')}`,
      `Audit Success,11/3/2025 3:15:34 PM,Microsoft-Windows-Security-Auditing,4688,Process Creation,"A new process has been created.    Creator Subject:    Account Name:  mina"`,
    ],
    events: [
      { reject: 'header' },
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina',
        src_ip: '192.0.2.1',
        time: '2025-11-03T15:15:30.000Z',
      },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.2', time: '2025-11-03T00:15:31.000Z' },
      { reject: '', action: 'revoke', principal: 'mina', src_ip: '' },
      { reject: '', action: 'logon', principal: '', src_ip: '' },
      { reject: '', kind: 'other', action: '' },
    ],
  },
  {
    id: 'delimited',
    name: 'the same in Korean',
    lines: [
      '키워드,날짜 및 시간,원본,이벤트 ID,작업 범주',
      `감사 성공,2025-11-03 오후 3:15:30,Microsoft-Windows-Security-Auditing,4624,Logon,${korean('mina', '192.0.2.1')}`,
      `감사 성공,2025-11-03 오전 12:15:31,Microsoft-Windows-Security-Auditing,4624,Logon,${korean('juno', '192.0.2.2')}`,
    ],
    events: [
      { reject: 'header' },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1', time: '2025-11-03T15:15:30.000Z' },
      { reject: '', action: 'logon', principal: 'juno', src_ip: '192.0.2.2', time: '2025-11-03T00:15:31.000Z' },
    ],
  },
  {
    id: 'delimited',
    name: 'of PowerShell, the message in a column of its own',
    lines: [
      '"Message","Id","Version","ProviderName","LogName","MachineName","TimeCreated"',
      `${logOn('mina', '192.0.2.1', '  \t')},"4624","2","Microsoft-Windows-Security-Auditing","Security","WEB01","11/3/2025 3:15:30 PM"`,
      `${failed('juno', 'PC1', '192.0.2.2')},"4625","0","Microsoft-Windows-Security-Auditing","Security","WEB01","11/3/2025 3:15:31 PM"`,
    ],
    events: [
      { reject: 'header' },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.2' },
    ],
  },
]
