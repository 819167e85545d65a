import type { Message } from '../domain/report-model.ts'

/** The case cannot be worked on; `code` and `values` make the sentence that a person reads. */
export class CaseProblem extends Error {
  readonly code: string
  readonly values: Message['values']
  /** Everything that was found wrong, this one first. */
  readonly problems: readonly Message[]

  constructor(problem: Message, others: readonly Message[] = [], cause?: unknown) {
    super(`${problem.code} ${JSON.stringify(problem.values)}`, { cause })
    this.name = 'CaseProblem'
    this.code = problem.code
    this.values = problem.values
    this.problems = [problem, ...others]
  }
}
