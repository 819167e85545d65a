import type { Example } from './example.ts'

const REJECTED = 'AAA user authentication Rejected : reason = Invalid password : local database'

/** Log-ins as servers and appliances tell them in messages. */
export const APPLIANCES: readonly Example[] = [
  {
    id: 'log-in-messages',
    name: 'Cisco ASA, a VPN and its administration',
    lines: [
      `<166>Nov 09 2025 15:05:11 vpn1 : %ASA-6-113015: ${REJECTED} : user = mina : user IP = 203.0.113.7`,
      `<166>Nov  9 2025 15:05:12: %ASA-6-113015: ${REJECTED} : user = ***** : user IP = 203.0.113.8`,
      '<166>Nov 09 2025 15:05:40: %ASA-6-113004: AAA user authentication Successful : server =  10.0.0.1 : user = mina',
      '<166>Nov 09 2025 15:05:48: %ASA-6-113039: Group <GroupPolicy Remote-VPN> User <mina@shop.example> IP <203.0.113.7> AnyConnect parent session started.',
      'Nov 09 2025 15:05:49 localhost CiscoASA[999]: %ASA-6-113039: Group VPN_USERS User kim.cs IP 203.0.113.9 AnyConnect parent session started.',
      "<164>Nov 09 2025 16:05:48: %ASA-4-113019: Group = GP, Username = mina, IP = 203.0.113.7, Session disconnected. Session Type: SSL, Duration: 1h:00m:00s, Bytes xmt: 17, Bytes rcv: 71, Reason: User Requested",
      '2025-11-09T06:05:50Z vpn1 : %FTD-6-605004: Login denied from 203.0.113.7/40000 to outside:198.51.100.1/ssh for user "admin"',
      '<166>Nov 09 2025 15:05:51: %ASA-6-302013: Built outbound TCP connection 89765432 for outside:198.51.100.4/443',
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon-failed', time: '2025-11-09T15:05:11.000Z', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', time: '2025-11-09T15:05:12.000Z', principal: '', src_ip: '203.0.113.8' },
      { reject: '', action: '', principal: 'mina' },
      { reject: '', action: 'logon', principal: 'mina@shop.example', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon', principal: 'kim.cs', src_ip: '203.0.113.9', host: '' },
      { reject: '', action: 'revoke', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', time: '2025-11-09T06:05:50.000Z', principal: 'admin', src_ip: '203.0.113.7' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'Cisco ASA whose log-ins only the AAA server tells',
    lines: [
      '<166>Nov 09 2025 15:05:11 vpn1 : %ASA-6-113004: AAA user authentication Successful : server =  10.0.0.1 : user = mina',
      '<166>Nov 09 2025 15:05:12 vpn1 : %ASA-6-113004: AAA user authorization Successful : server =  10.0.0.1 : user = mina',
      '<166>Nov 09 2025 15:05:13 vpn1 : %ASA-6-113012: AAA user authentication Successful : local database : user = juno',
      '<166>Nov 09 2025 15:05:14 vpn1 : %ASA-6-716039: Group <GP> User <mina> IP <203.0.113.8> Authentication: rejected, Session Type: WebVPN.',
    ],
    events: [
      { reject: '', action: 'logon', time: '2025-11-09T15:05:11.000Z', principal: 'mina', src_ip: '' },
      { reject: 'not-an-event' },
      { reject: '', action: 'logon', principal: 'juno' },
      { reject: '', action: 'logon-failed', principal: 'mina', src_ip: '203.0.113.8' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'Cisco ASA whose log-ins only WebVPN tells',
    lines: [
      '<166>Nov 09 2025 15:05:11 vpn1 : %ASA-6-113004: AAA user authentication Successful : server =  10.0.0.1 : user = mina',
      '<166>Nov 09 2025 15:05:11 vpn1 : %ASA-6-716038: Group <GP> User <mina> IP <203.0.113.7> Authentication: successful, Session Type: WebVPN.',
      `<166>Nov 09 2025 15:05:12 vpn1 : %ASA-6-113015: ${REJECTED} : user = juno : user IP = 203.0.113.8`,
      '<166>Nov 09 2025 15:05:12 vpn1 : %ASA-6-716039: Group <GP> User <juno> IP <203.0.113.8> Authentication: rejected, Session Type: WebVPN.',
    ],
    events: [
      { reject: '', action: '' },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '203.0.113.8' },
      { reject: '', action: '' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'NetScaler Gateway, ns.log',
    lines: [
      'Oct  9 14:07:51 <local0.info> 10.0.0.5 10/09/2014:08:37:51 GMT ns_nike 0-PPE-0 : SSLVPN LOGIN 11590 0 : Context mina@203.0.113.7 - SessionId: 15- User mina - Client_ip 203.0.113.7- Nat_ip "Mapped Ip" - Vserver 10.0.0.6:80 - Browser_type "CitrixReceiver - Client_ip 198.51.100.9 -" - SSLVPN_client_type Android - Group(s) "N/A"',
      'Oct  9 14:08:40 <local0.warn> 10.0.0.5 10/09/2014:08:38:40 GMT ns 0-PPE-0 : default AAA LOGIN_FAILED 207028 0 : User juno - Client_ip 203.0.113.8 - Failure_reason "External authentication server denied access" - Browser Mozilla/5.0 SSLVPN LOGIN 1 0 : User admin',
      'Oct  9 14:44:08 <local0.info> 10.0.0.5 10/09/2014:09:14:08 GMT ns_nike 0-PPE-0 : SSLVPN LOGOUT 11696 0 : Context mina@203.0.113.7 - SessionId: 21- User mina - Client_ip 203.0.113.7 - Nat_ip "Mapped Ip" - Vserver 10.0.0.6:80 - Start_time "10/09/2014:08:37:51 GMT"',
      'Oct  9 14:45:01 <local0.info> 10.0.0.5 10/09/2014:09:15:01 GMT ns 0-PPE-0 : default API CMD_EXECUTED 7825 0 :  User nsroot - ADM_User NONE - Remote_ip 10.0.0.9 - Command "show log SSLVPN LOGIN " - Status "Success"',
      'Oct  9 14:45:02 <local0.info> 10.0.0.5 10/09/2014:09:15:02 GMT ns 0-PPE-0 : default TCP CONN_DELINK 11700 0 :  Source 203.0.113.7:40000 - Vserver 10.0.0.6:443',
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', time: '2014-10-09T08:37:51.000Z', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '203.0.113.8' },
      { reject: '', action: 'revoke', time: '2014-10-09T09:14:08.000Z', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: '', principal: 'nsroot', src_ip: '10.0.0.9' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'NetScaler Gateway, days first',
    lines: [
      'May  6 15:28:29 <local0.info> 10.0.0.5 06/05/2023:15:28:29  ns 0-PPE-0 : default SSLVPN LOGIN 36493 0 : Context mina@203.0.113.7 - SessionId: 1767 - User mina - Client_ip 203.0.113.7 - Nat_ip "Mapped Ip" - Vserver 10.0.0.6:443 - Browser_type "Mozilla/5.0" - SSLVPN_client_type ICA - Group(s) "N/A"',
      'May  6 15:28:40 <local0.info> 10.0.0.5 06/05/2023:15:28:40  ns 0-PPE-0 : default AAATM LOGIN 36499 0 : Context juno@203.0.113.8 - SessionId: 1768 - User juno - Client_ip 203.0.113.8 - Nat_ip "Mapped Ip" - Vserver 10.0.0.6:443',
    ],
    events: [
      { reject: '', action: 'logon', time: '2023-05-06T15:28:29.000Z', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon', principal: 'juno', src_ip: '203.0.113.8' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'FreeRADIUS',
    lines: [
      'Sun Nov  9 15:05:11 2025 : Auth: (0) Login OK: [mina] (from client ap1 port 0 cli 203.0.113.7)',
      'Sun Nov  9 15:05:12 2025 : Auth: (1) Login incorrect (pap: Crypt digest does not match "known good" digest): [x] (from client ap1 port 0 cli 198.51.100.9)] (from client ap1 port 0 cli 203.0.113.8)',
      'Sun Nov  9 15:05:13 2025 : Auth: (2) Login OK: [juno/<via Auth-Type = eap>] (from client ap1 port 0 cli 02-00-00-00-00-01)',
      'Sun Nov  9 15:05:14 2025 : Info: Ready to process requests',
    ],
    events: [
      { reject: '', action: 'logon', time: '2025-11-09T15:05:11.000Z', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', principal: 'x', src_ip: '203.0.113.8' },
      { reject: '', action: 'logon', principal: 'juno', src_ip: '' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'OpenVPN',
    lines: [
      '2025-11-09 15:05:11 203.0.113.7:40000 [mina] Peer Connection Initiated with [AF_INET]203.0.113.7:40000',
      '2025-11-09 15:05:12 203.0.113.8:40013 TLS Auth Error: Auth Username/Password verification failed for peer',
      '2025-11-09 15:05:12 203.0.113.8:40013 TLS: Initial packet from [AF_INET]203.0.113.8:40013, sid=0b1c2d3e 4f5a6b7c',
    ],
    events: [
      { reject: '', action: 'logon', time: '2025-11-09T15:05:11.000Z', principal: 'mina', src_ip: '203.0.113.7', host: '' },
      { reject: '', action: 'logon-failed', principal: '', src_ip: '203.0.113.8' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'vsftpd',
    lines: [
      'Sun Nov  9 15:05:11 2025 [pid 12] [mina] OK LOGIN: Client "203.0.113.7"',
      'Sun Nov  9 15:05:12 2025 [pid 13] [x] OK LOGIN: Client "198.51.100.9"] FAIL LOGIN: Client "203.0.113.8"',
      'Sun Nov  9 15:05:12 2025 [pid 13] CONNECT: Client "203.0.113.8"',
    ],
    events: [
      { reject: '', action: 'logon', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', src_ip: '203.0.113.8' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'Dovecot, in syslog',
    lines: [
      '2025-11-09T06:05:11Z mx dovecot: imap-login: Login: user=<mina>, method=PLAIN, rip=203.0.113.7, lip=10.0.0.1, mpid=3, TLS, session=<abc>',
      '2025-11-09T06:05:12Z mx dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<x>, rip=198.51.100.9>, method=PLAIN, rip=203.0.113.8, lip=10.0.0.1, session=<abd>',
    ],
    events: [
      { reject: '', action: 'logon', time: '2025-11-09T06:05:11.000Z', host: 'mx', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', principal: 'x', src_ip: '203.0.113.8' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'the audit daemon',
    lines: [
      `type=USER_LOGIN msg=audit(1762668311.120:77): pid=12 uid=0 auid=1000 ses=1 msg='op=login acct="mina" exe="/usr/sbin/sshd" hostname=203.0.113.7 addr=203.0.113.7 terminal=ssh res=success'`,
      `type=USER_LOGIN msg=audit(1762668312.120:78): pid=13 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct="root" exe="/usr/sbin/sshd" hostname=? addr=203.0.113.8 terminal=ssh res=failed'`,
      `type=SERVICE_START msg=audit(1762668313.120:79): pid=1 uid=0 auid=4294967295 ses=4294967295 msg='unit=cron comm="systemd" exe="/usr/lib/systemd/systemd" hostname=? addr=? terminal=? res=success'`,
    ],
    events: [
      { reject: '', action: 'logon', time: '2025-11-09T06:05:11.120Z', principal: 'mina', src_ip: '203.0.113.7' },
      { reject: '', action: 'logon-failed', principal: 'root', src_ip: '203.0.113.8' },
      { reject: 'not-an-event' },
    ],
  },
] // biome-ignore format: one event a line
