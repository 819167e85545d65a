import type { AffectedFormat } from '../../stages/affected.ts'
import { CASE_OPTION, ENGINE_OPTION, withCaseRead } from '../case-options.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Command } from '../command.ts'
import { streamOut } from '../stream-out.ts'

const FORMATS: readonly AffectedFormat[] = ['csv', 'jsonl', 'parquet']

export const affectedCommand: Command = {
  name: 'affected',
  about: 'cli/affected',
  arguments: [],
  options: [
    CASE_OPTION,
    ENGINE_OPTION,
    { flags: '--format <FORMAT>', about: 'cli/option-format' },
    { flags: '--out <FILE>', about: 'cli/option-out-file' },
  ],
  examples: [
    { typed: 'mapae affected --format csv > affected.csv', about: 'cli/example-affected' },
    { typed: 'mapae affected --format parquet --out affected.parquet', about: 'cli/example-affected-parquet' },
  ],
  run: async (input, context) => {
    const format = input.oneOf('format', FORMATS) ?? (context.json ? 'jsonl' : 'csv')
    const file = input.text('out')
    if (format === 'parquet' && file === undefined && context.io.out.isTerminal)
      throw new CliProblem('cli/binary-on-terminal', { format })
    await withCaseRead(input, context, async (theCase) => {
      const { affected } = await import('../../stages/affected.ts')
      await streamOut(context, affected(theCase, format), file)
    })
    if (file !== undefined) await context.tell('cli/data-written', { path: file })
    return 0
  },
}
