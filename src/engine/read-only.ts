import { EngineError } from './engine-error.ts'

/** Statements that read, by the name of their node in `EXPLAIN AST`. */
const READS = /^(?:Select|Show|Describe|Exists|Explain)/
/** `INTO OUTFILE '…'` stands right below the statement, where no other text does; a server escapes the quote. */
const OUT_FILE = /^ Literal \\?'/
/** Ordinary functions that reach beyond the tables (a file, a library, a service); `readonly` lets them pass. */
const REACHES = /^ *Function (file|catboostEvaluate|ai[A-Z]\w*) /

const EXPLAIN = 'EXPLAIN AST '

/**
 * Refuses SQL that does more than read tables and that `readonly = 1` lets pass: `INTO OUTFILE`, functions that read
 * any file, `KILL QUERY`. The engine's own parser tells, so no spelling and no comment hides it.
 * `explain` runs a statement and gives the lines of its answer.
 */
export const refuseBeyondReading = async (
  text: string,
  explain: (statement: string) => Promise<readonly string[]>,
): Promise<void> => {
  const refused = beyondReading(await explain(`${EXPLAIN}${text}`).catch(asOfTheText))
  if (refused !== undefined) throw new EngineError('engine/read-only', { refused })
}

/** What in a syntax tree, a line a node and a space a level, is more than reading; undefined if nothing is. */
export const beyondReading = (tree: readonly string[]): string | undefined => {
  const [root = ''] = tree
  if (!READS.test(root)) return (root.split(/Query|\s/, 1)[0] ?? root).toUpperCase()
  if (tree.some((node) => OUT_FILE.test(node))) return 'INTO OUTFILE'
  const called = tree.map((node) => REACHES.exec(node)?.[1]).find((name) => name !== undefined)
  return called === undefined ? undefined : `${called}()`
}

/** A mistake of syntax is where it stands in what was typed. */
const asOfTheText = (cause: unknown): never => {
  if (cause instanceof Error)
    cause.message = cause.message.replace(
      /(failed at position )(\d+)/,
      (_, words: string, at: string) => `${words}${Number(at) - EXPLAIN.length}`,
    )
  throw cause
}
