import type { SigmaCode } from '../codes.ts'

/** Why a regular expression cannot be used; `offset` counts characters from its start. */
export class RegexProblem extends Error {
  readonly code: Extract<SigmaCode, `sigma/regex-${string}`>
  readonly offset: number
  readonly detail: string

  constructor(code: RegexProblem['code'], offset: number, detail: string) {
    super(`${code} at ${offset}: ${detail}`)
    this.name = 'RegexProblem'
    this.code = code
    this.offset = offset
    this.detail = detail
  }
}
