import type { Report } from '../../src/domain/report-model.ts'
import { type Counter, message } from './fixture-counter.ts'

/** One rule of three matched. */
export const sigma = (counter: Counter, title: string, author: string, file: string): Report['sigma'] => ({
  asked: 3,
  notRun: 2,
  rejected: 1,
  matches: [
    {
      kind: 'rule',
      title,
      id: '5a3b0f5e-0000-4000-8000-000000000001',
      author,
      license: 'DRL 1.1',
      level: 'high',
      tags: ['attack.initial-access', 'attack.t1190'],
      matches: counter.count('sigma/1', 1_204n, message('count/sigma', { rule: title })),
      ofActors: { value: 17n, certificate: 'sigma/1' },
      first: '2025-06-13T00:58:40.000000Z',
      last: '2025-06-25T03:00:00.000000Z',
      examples: [{ file, line: 1_904_221n }],
    },
  ],
})
