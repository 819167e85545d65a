/** Lines of each source with what they must come to. */
export interface Example {
  readonly id: string
  readonly name: string
  readonly lines: readonly string[]
  /** Columns of each line; `time` in ISO 8601. */
  readonly events: readonly Readonly<Record<string, string>>[]
}

/** Lines as received: text in UTF-8, unless it is bytes already. */
export const asBytes = (line: string): string =>
  /[^\x00-\xff]/.test(line) ? Buffer.from(line).toString('latin1') : line
