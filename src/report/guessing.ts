import type { Message, Report } from '../domain/report-model.ts'

/** Who guessed how often, in one sentence; that nobody did, where no address is one of guessing. */
export const guessingMessage = ({
  tries,
  addresses,
  names,
  letIn,
  from,
  to,
}: NonNullable<Report['refusedLogIns']>): Message =>
  from === null || to === null
    ? { code: 'label/no-guessing', values: {} }
    : {
        code: 'label/guessing',
        values: {
          addresses: Number(addresses.value),
          tries: Number(tries.value),
          names: Number(names.value),
          letIn: Number(letIn.value),
          from,
          to,
        },
      }
