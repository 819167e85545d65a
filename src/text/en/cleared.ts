export const cleared = {
  'cleared/partner-server': '{address} read with {n,} {n:account|accounts}: a server of a partner.',
  'cleared/shared-address': '{address} is shared by {accounts} ordinary accounts.',
  'cleared/crawler': '{agent} sent {n,} {n:request|requests}: a crawler.',
  'cleared/load-test': '{address} used {n,} {n:account|accounts} on {day}, as a load test does.',
  'cleared/call-centre': '{accounts} {accounts:account|accounts} at {address} read {objects} objects: a call centre.',
  'cleared/long-lived-sessions': '{n,} {n:session|sessions} from before the logs begin.',
  'cleared/other-door':
    '{n,} {n:account|accounts} with {sessions,} {sessions:session|sessions} and no log-in in any log.',
  'cleared/opened-for-another':
    '{sessions,} {sessions:session|sessions} of {n,} {n:account|accounts} that {openers,} other {openers:account|accounts} opened.',
  'cleared/acts-for-others':
    'Who is at home at that address named the account in a request, and it was then used from there at once: so does support that acts as a customer. Ask whether each had a reason.',
  'cleared/desk': '{n,} {n:account|accounts} at {address} that no log shows to log in.',
  'cleared/at-work':
    'They read what belongs to others as colleagues do, day by day, and are hardly anywhere else: a desk that logs in by another door. Which one, the logs do not say; to have these sessions judged, add its log.',
  'cleared/other-people':
    'The log {source}: {sessions,} {sessions:session|sessions} of {n,} {n:account|accounts} of which the records of log-ins know none.',
  'cleared/no-record-of-them':
    'These records are of other people. To have these sessions judged, add the log of the log-ins of this service.',
  'cleared/day-after-day':
    'Each comes from the same place, day after day, from when the logs begin: it logs in by another door. Which one, the logs do not say.',
  'cleared/other-issuer':
    '{n,} {n:account|accounts} with {sessions,} {sessions:session|sessions} by {door}, next to none of which has a record of issue.',
  'cleared/ask-its-log':
    'It is used in every part of the period, by accounts that come back, from their homes: another issuer, whose log was not handed over. These sessions were not judged. Whether any of their tokens is forged, only that log can show; ask for it.',
  'cleared/inner-relay':
    'The own network {place}: {sessions,} {sessions:session|sessions} by a few machines, next to none of which logged in from there.',
  'cleared/outer-relay':
    'The network {place}: {sessions,} {sessions:session|sessions} of {n,} {n:account|accounts}, next to none of which logged in from there.',
  'cleared/passes-on':
    'Nearly each of them names the very program that its account uses where it logs in, as a network does that passes requests on; people log in from other addresses. These sessions were not judged. To have them judged, log the address of the client behind it.',
  'cleared/asks-for-many':
    'It asks there in every part of the period, as a server that renders pages for people does; they log in before it, from addresses of their own. These sessions were not judged. To have them judged, log the address of the client behind it.',
  'cleared/lost-issuance':
    '{n,} {n:credential|credentials} whose issuance record was lost in {hours,} {hours:hour|hours}.',
  'cleared/skewed-clock': 'The clock of {source} is off by {seconds,} s; its times are corrected for comparison.',
  'cleared/health-check': '{n,} {n:request|requests} to {route}: a health check.',
  'cleared/public-route': '{route} is public: ordinary visitors read it without log-in.',
  'cleared/whole-window': 'It acts the same from the first day to the last.',
  'cleared/issued': 'Its credentials have their issuance records.',
  'cleared/declared': 'case.yaml declares it.',
  'cleared/log-ins-seen': 'Its log-ins are in the logs.',
  'cleared/slight': '{n,} {n:group|groups} of doubted sessions.',
  'cleared/too-few-accounts': 'Fewer than {least} accounts each: too little to call anybody an intruder.',
  'cleared/own-accounts':
    'Hardly any of its accounts is used anywhere else: it reads nobody’s data but theirs. Ask for the plan of the test: if there was none, nothing issued these credentials, and their accounts belong on the list.',
  'cleared/first-seen-near-start': 'All of it is first seen near the start of the logs.',
  'cleared/hole-in-issuance-log': 'In those hours ordinary traffic lost its issuance records too.',
  'cleared/public-pages-only': 'It read public pages only.',
  'cleared/one-object': 'Each address read one object only.',
  'cleared/wide-reader': 'Account {account} read {objects} {objects:object|objects}.',
  'cleared/like-a-duty':
    'It did so on {days} {days:day|days}, and {peers} {peers:account reads|accounts read} as widely: like a duty, not a theft.',
  'cleared/ordinary-use': 'Its accounts behave as all others do.',
} as const
