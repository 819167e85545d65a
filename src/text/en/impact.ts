export const impact = {
  'impact/injected':
    '{n,} {n:answer|answers} to injected syntax or of a web shell: what they held, and of whom, is in no log of requests. Ask for the log of the database.',
  'impact/apart':
    '{n,} {n:visitor|visitors} elsewhere (a session, or an address without a credential) came in the same way and took personal data, too few to be called an intruder’s or too like ordinary use: counted as possible only.',
  'impact/unmapped-route': 'What {route} returns is not known; the actors called it {events,} {events:time|times}.',
  'impact/learned-route':
    'That {route} returns personal data is learned from its traffic: accounts read there what is theirs alone. Which fields, the logs do not show; declare the route in case.yaml.',
  'impact/suggested-mapping': 'What {route} returns is our suggestion from its name; confirm it in case.yaml.',
  'impact/owner-unknown': 'For {n,} {n:object|objects} that were read the logs do not show whose they are.',
  'untouched/covered': 'No event of an actor. Covered: {share%} of the period (log: {sources}).',
  'untouched/possible':
    'No event of an actor; possible only, by sessions elsewhere. Covered: {share%} of the period (log: {sources}).',
  'untouched/not-covered': 'Not covered by these logs: nothing can be said.',
} as const
