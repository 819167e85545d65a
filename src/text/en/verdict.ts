export const verdict = {
  'verdict/found': 'Unauthorised access is {level#level}. Way in: {vector#vector}.',
  'verdict/no-evidence': 'No unauthorised access is evidenced. Logs read: {sources}; they cover {from@} to {to@}.',
  'verdict/no-evidence-partial': 'The logs have {holes} {holes:gap|gaps}; what happened in them cannot be known.',
  'verdict/cannot-determine': 'Whether there was unauthorised access cannot be determined from these logs.',
  'verdict/no-principal':
    'These logs name no account, so whose data was read cannot be seen in them: ask for one that names the account of each request, as an application or a gateway writes it.',
  'verdict/no-credential':
    'These logs hold no token, session or cookie, so use of forged or stolen ones cannot be seen in them: ask for one that names the session of each request; a hash of it will do.',
  'verdict/no-requests':
    'These logs hold no requests to a service, so what was read there cannot be seen in them: ask for the access logs of the application or gateway.',
  'verdict/no-personal-routes': 'No request in these logs goes to a route known or suspected to return personal data.',

  'vector/never-issued': 'Log-in tokens that were valid but never issued (stolen signing key)',
  'vector/missing-authentication': 'Personal data answered without any log-in',
  'vector/object-enumeration': 'A valid account reading the data of others, object by object',
  'vector/ended-token': 'Expired or revoked credentials, accepted all the same',
  'vector/injection': 'Injection: syntax in a value that the service carried out',
  'vector/retired-key': 'Tokens signed with a key by which the service did not sign any more, or never did',
  'vector/unsigned-token': 'Tokens accepted without a signature, or with one that the service did not make',
  'vector/stolen-session': 'Sessions of members used from a second place',
  'vector/credential-stuffing': 'Log-in with passwords from elsewhere, tried in bulk',
  'vector/guessed-password': 'Log-in with a guessed password, after many that were refused',
  'vector/issuance-log-loss': 'No attack: records of issued tokens were lost',
  'vector/no-log-in-seen': 'Valid sessions that no log shows beginning (forged, or taken from elsewhere)',
  'vector/staff-beyond-duty': 'An account of staff or of a partner, used beyond its duty',
  'vector/guessed-file': 'A file of data left on the server, found by guessing its name',
  'vector/web-shell': 'A web shell: a script put on the server, and used by those who put it there',
} as const
