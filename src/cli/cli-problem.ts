import type { Message } from '../domain/report-model.ts'
import type { MessageCode } from '../text/say.ts'

/** The command cannot be carried out as it was typed. */
export class CliProblem extends Error {
  readonly code: MessageCode
  readonly values: Message['values']

  constructor(code: MessageCode, values: Message['values'] = {}) {
    super(`${code} ${JSON.stringify(values)}`)
    this.name = 'CliProblem'
    this.code = code
    this.values = values
  }
}
