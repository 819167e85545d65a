/** For `--json`: two spaces, 64-bit numbers as decimal text, one final newline. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? member.toString() : member), 2)}\n`
