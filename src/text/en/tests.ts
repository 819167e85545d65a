/** Tests of the detections and their outcomes, as the table of rates names them. */
export const tests = {
  'test/origin': 'address it was first used from',
  'test/account': 'account behind it',
  'test/log-in': 'log-in request before first use',
  'test/use': 'what it was used for',
  'test/age': 'first use after the window began',
  'test/walk': 'order of the objects read',
  'test/refusals': 'refused requests',
  'test/span': 'days of reading',
  'test/peers': 'accounts that read as widely',
  'test/customer': 'own business beside it',
  'test/ownership': 'who else reads the route',
  'test/reach': 'objects read',
  'test/company': 'other pages read',
  'test/route': 'how others read the route',
} as const
