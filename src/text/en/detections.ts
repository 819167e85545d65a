export const detections = {
  'detection/never-issued': 'Credentials used but never issued',
  'detection/no-log-in-seen': 'Sessions without a visible log-in (no issuance log)',
  'detection/guessed-log-in': 'Log-ins with guessed or listed passwords',
  'detection/log-in-after-failures': 'Log-ins after many that were refused (hosts, log-in routes)',
  'detection/second-place': 'Live sessions used from a second place',
  'detection/missing-authentication': 'Personal data answered without log-in',
  'detection/object-enumeration': 'One account reading the data of many',
  'detection/ended-token': 'Credentials used by others after they had ended',
  'detection/injection': 'Injected syntax that the service carried out',
  'detection/retired-key': 'Tokens signed with a key that was out of use',
  'detection/unsigned-token': 'Tokens without a signature of the service',
  'detection/no-issuance-log': 'No log records which tokens were issued.',
  'detection/issuance-log-present': 'An issuance log exists; the stronger test on it is used instead.',
  'detection/no-credential-field': 'No log names the token, session or cookie of a request.',
  'detection/no-principal-field': 'No log names the account of a request.',
  'detection/no-personal-routes': 'No request goes to a route known or suspected to return personal data.',
  'detection/no-objects': 'No request names an object (an id in its path).',
  'detection/no-owners':
    'Whose an object is cannot be told: every one is read in many sessions, and no log names their accounts.',
  'detection/no-log-in-requests': 'No log-in request can be recognised in the logs.',
  'detection/expired-before-use':
    '{n,} of {of,} credentials were first seen after they had expired: the clock or the zone of the log is not that of the tokens, and their expiry was not asked for.',
  'detection/no-session-ends': 'No log shows when a credential ends: no expiry, log-out or revocation.',
  'detection/no-proof-of-issue':
    'No issuance and no log-in is visible, so nothing shows by which key the service signs.',
  'detection/no-key-ids': 'The tokens in the logs do not show by which key they are signed.',
  'detection/no-token-headers': 'No log of requests shows whole tokens, so nothing shows how they are signed.',
  'detection/addresses-of-no-clients':
    'The requests come from {n,} {n:address|addresses} in all, so they are not those of the clients.',
  'detection/served-on-expired':
    'A weakness of the service, not an attack: {n,} of {of} expired {of:credential was|credentials were} still served at the addresses of their owners ({share%}).',
  'detection/served-on-revoked':
    'A weakness of the service, not an attack: {n,} of {of} revoked {of:credential was|credentials were} still served at the addresses of their owners ({share%}).',
  'detection/served-on-account':
    'A weakness of the service, not an attack: {n,} of {of} {of:session was|sessions were} still served at the addresses of their owners after all sessions of the account had been ended ({share%}).',
  'detection/no-failed-log-ins': 'No log shows failed log-ins with the address that they came from.',
  'detection/guessing-seen':
    'At {addresses} {addresses:address|addresses} log-ins with {n,} {n:name|names} fail as they do where passwords are tried.',
  'detection/log-in-broken':
    'In {n,} {n:hour|hours} log-ins failed for people at home too; failures in {n:it|them} count for nothing.',
  'detection/no-refused-log-ins':
    'No log shows log-ins that were refused: neither records of them, nor requests to a log-in route.',
  'detection/log-ins-of-sessions':
    'All log-ins in the logs are those of accounts whose sessions are logged too; “Log-ins with guessed or listed passwords” looks at them.',
  'detection/log-ins-refused':
    'From {addresses,} {addresses:address|addresses} {n,} {n:try|tries} to log in {n:was|were} refused, as tries are where passwords are guessed; to try is not to succeed.',
  'detection/no-agent-field': 'No log of requests names the program (user agent).',
  'detection/learned-likeness':
    'The sessions that are sure, and those like them, look otherwise than was expected of an attack. The rates under attack were learned from them, since they come from elsewhere than where their accounts are at home, more often than legitimate sessions ever do. By this likeness alone a session is likely, never confirmed.',
  'detection/too-few': 'Too few {what#looked} to measure what is normal: {n,}.',
  'detection/looked-at': 'Looked at {n,} {what#looked}.',
  'detection/nothing-unlike-background': 'Nothing in it differs from ordinary traffic.',
  'detection/doubtful':
    'In {n,} {n:account or address|accounts or addresses} it looked more like this than not ({percent} % at most), which is too little to accuse anybody. To see which: mapae query "SELECT detection, principal, ip, posterior FROM derived.hit WHERE level = \'possible\'"',
  'detection/no-status-field': 'No log of requests holds the status of the answer.',
  'detection/no-size-field': 'No log of requests holds the size of the answer.',
  'detection/injection-tried':
    '{n,} {n:request carries|requests carry} syntax of SQL, a shell, code or a path, from {addresses,} {addresses:address|addresses}; to try is not to succeed.',
  'detection/injection-unjudged':
    '{n,} of them were answered with success by routes with too few ordinary answers to compare with.',
  'looked/injection': 'requests with foreign syntax',
  'looked/never-issued': 'credentials',
  'looked/no-log-in-seen': 'sessions',
  'looked/guessed-log-in': 'log-ins',
  'looked/log-in-after-failures': 'log-ins',
  'looked/second-place': 'sessions',
  'looked/missing-authentication': 'requests without a credential',
  'looked/object-enumeration': 'readers',
  'detection/revoked-credential': 'Credentials that were revoked by name and answered all the same',
  'looked/revoked-credential': 'revoked credentials',
  'detection/no-revocations': 'No log shows that a credential that requests name was revoked.',
  'detection/revoked-answered':
    'The service answered {n,} {n:credential that it had|credentials that it had} revoked: whoever used {n:it|them}, the check of revocations has a flaw, or {n:it was|they were} given back without a record.',
  'looked/ended-token': 'ended credentials',
  'looked/retired-key': 'tokens with the id of their key',
  'looked/unsigned-token': 'tokens with their header',
  'detection/staff-beyond-duty': 'Accounts at work that read beyond their duty',
  'looked/staff-beyond-duty': 'accounts at work',
  'detection/guessed-file': 'Files found by guessing their names',
  'looked/guessed-file': 'files of data asked for',
  'detection/web-shell': 'Scripts that are none of the service’s',
  'looked/web-shell': 'scripts',
} as const
