/** Definitions of certified numbers, in words. */
export const counts = {
  'count/administration':
    'Acts on keys, credentials, rights and logging that audit logs of the case tell of; those by accounts that do not do this kind of act on three days and on three days in ten; and those of these before the first event found.',
  'count/refused-log-ins':
    'Tries to log in that were refused; those of them from addresses where, on that day, tries at that door fail as those of people do not (five at least), from how many addresses and with how many names; and log-ins that were let in there on those days.',
  'count/sigma': 'Events that the Sigma rule “{rule}” matches, and those of them that are requests of an actor.',
  'count/lines-received': 'Lines in all files as received.',
  'count/lines-parsed': 'Lines read into events, without rejected lines and duplicates.',
  'count/lines-rejected': 'Lines that could not be read; kept with their reason.',
  'count/lines-duplicate':
    'Lines identical to an earlier line of the same source, or of the source that their file is a copy of, kept and linked to it; and all lines of a file that has the same bytes as one received before.',
  'count/actor-events': 'Requests of actor {actor}.',
  'count/actor-addresses': 'Different addresses of actor {actor}.',
  'count/actor-agents': 'Different user agents of actor {actor}.',
  'count/actor-devices': 'Different devices of actor {actor}.',
  'count/actor-credentials': 'Different credentials of actor {actor}.',
  'count/actor-principals': 'Different accounts that actor {actor} acted as.',
  'count/views':
    'Requests of actors answered with success on routes that return personal data. Views are not accounts. Three readings: confirmed; with likely; with possible.',
  'count/accounts':
    'Different accounts whose data an answer to an actor held. Three readings: confirmed; with likely; with possible.',
  'count/unowned-objects':
    'Different objects answered to actors whose owner the logs do not show. Three readings: confirmed; with likely; with possible.',
  'count/category-accounts':
    'Different accounts whose field “{category#category}” was answered to an actor. Three readings: confirmed; with likely; with possible.',
  'count/category-views':
    'Answers to actors that held the field “{category#category}”. Three readings: confirmed; with likely; with possible.',
  'count/route-accounts':
    'Different accounts whose data {route} answered to an actor. Three readings: confirmed; with likely; with possible.',
  'count/route-views':
    'Requests of actors to {route} answered with success. Three readings: confirmed; with likely; with possible.',
  'count/looked-at': 'What the test "{detection#detection}" examined.',
  'count/hits': 'What the test "{detection#detection}" found. Three readings: confirmed; with likely; with possible.',
  'count/first-event': 'Earliest event of an actor; {level#reading}.',
  'count/hourly': 'Requests an hour, of the actors and of everybody.',
} as const
