import type { Report } from '../../src/domain/report-model.ts'
import { type Counter, message } from './fixture-counter.ts'

/** An address that tried many names; one of them was let in. */
export const refusedLogIns = (counter: Counter, name: string): Report['refusedLogIns'] => {
  const refused = counter.count('refused-log-ins', 12_345n, message('count/refused-log-ins', {}))
  return {
    refused,
    tries: { value: 9_876n, certificate: 'refused-log-ins' },
    addresses: { value: 1n, certificate: 'refused-log-ins' },
    names: { value: 321n, certificate: 'refused-log-ins' },
    letIn: { value: 1n, certificate: 'refused-log-ins' },
    from: '2025-06-11T22:00:00.000000Z',
    to: '2025-06-12T00:41:09.000000Z',
    named: [
      {
        door: name,
        ip: '203.0.113.9',
        tries: 9_876n,
        names: 321n,
        letIn: 1n,
        first: '2025-06-11T22:00:00.000000Z',
        last: '2025-06-12T00:41:09.000000Z',
        fromActor: true,
        file: name,
        line: 77n,
      },
    ],
  }
}
