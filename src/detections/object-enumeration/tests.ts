/**
 * Likelihood ratios between an account that enumerates other people's objects and one whose duty it is to read them
 * (call centre, partner). A case has too few of either to fit rates to, so these are declared; the report prints them
 * as declared. How rare such reach is among all accounts is measured on the case.
 */
export interface DutyTest {
  readonly name: string
  readonly outcomes: readonly string[]
  readonly enumerating: readonly number[]
  readonly duty: readonly number[]
}

export const DUTY_TESTS: readonly DutyTest[] = [
  { name: 'walk', outcomes: ['no-order', 'walks-ids'], enumerating: [0.5, 0.5], duty: [0.85, 0.15] },
  { name: 'refusals', outcomes: ['few', 'some', 'many'], enumerating: [0.4, 0.3, 0.3], duty: [0.93, 0.06, 0.01] },
  {
    name: 'span',
    outcomes: ['whole-window', 'most-days', 'part'],
    enumerating: [0.05, 0.2, 0.75],
    duty: [0.7, 0.2, 0.1],
  },
  { name: 'peers', outcomes: ['alone', 'few', 'many'], enumerating: [0.75, 0.2, 0.05], duty: [0.2, 0.2, 0.6] },
  { name: 'addresses', outcomes: ['few', 'many'], enumerating: [0.5, 0.5], duty: [0.95, 0.05] },
  { name: 'customer', outcomes: ['no', 'also-own-business'], enumerating: [0.4, 0.6], duty: [0.97, 0.03] },
  {
    name: 'ownership',
    outcomes: ['route-read-by-many', 'route-for-own-objects'],
    enumerating: [0.1, 0.9],
    duty: [0.6, 0.4],
  },
  {
    name: 'returns',
    outcomes: ['hardly-ever', 'some', 'often', 'often-to-few', 'to-all-of-the-desk'],
    enumerating: [0.9, 0.0685, 0.03, 0.001, 0.0005],
    duty: [0.5, 0.2, 0.15, 0.1, 0.05],
  },
  { name: 'pace', outcomes: ['as-people-read', 'faster'], enumerating: [0.65, 0.35], duty: [0.9, 0.1] },
  { name: 'inside', outcomes: ['no', 'from-inside'], enumerating: [0.995, 0.005], duty: [0.95, 0.05] },
]
