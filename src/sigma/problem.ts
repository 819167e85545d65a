import { SIGMA_CODES, type Severity, type SigmaCode } from './codes.ts'

/** Line and column are 1-based; the column counts UTF-16 code units, as editors do. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface SigmaProblem {
  readonly code: SigmaCode
  readonly severity: Severity
  readonly values: Readonly<Record<string, string | number>>
  readonly place: Place
}

/** Collects problems; nothing here throws, so that one bad rule never sinks the set. */
export class Problems {
  readonly all: SigmaProblem[] = []
  #errors = 0

  add(code: SigmaCode, place: Place, values: SigmaProblem['values'] = {}): void {
    const severity = SIGMA_CODES[code]
    if (severity === 'error') this.#errors++
    this.all.push({ code, severity, values, place })
  }

  get errors(): number {
    return this.#errors
  }
}

/** `file:line:column`, as editors and terminals link it. */
export const showPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`

/** By file, line, column, then code: the same set gives the same list whatever the order of reading. */
export const inOrder = (problems: readonly SigmaProblem[]): readonly SigmaProblem[] =>
  [...problems].sort(
    (a, b) =>
      compareText(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compareText(a.code, b.code),
  )

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
