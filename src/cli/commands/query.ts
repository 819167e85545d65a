import { CASE_OPTION, ENGINE_OPTION, withCaseRead } from '../case-options.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Command } from '../command.ts'
import { streamOut } from '../stream-out.ts'

export const queryCommand: Command = {
  name: 'query',
  about: 'cli/query',
  arguments: [{ usage: '<SQL>', about: 'cli/argument-sql' }],
  options: [CASE_OPTION, ENGINE_OPTION, { flags: '--format <FORMAT>', about: 'cli/option-query-format' }],
  examples: [
    { typed: 'mapae query "SHOW TABLES FROM evidence"', about: 'cli/example-query-tables' },
    {
      typed: 'mapae query "SELECT src_ip, count() AS n FROM evidence.event GROUP BY src_ip ORDER BY n DESC LIMIT 20"',
      about: 'cli/example-query',
    },
    {
      typed:
        'mapae query "SELECT reject, count() AS n, any(raw) AS example FROM evidence.log_line WHERE reject != \'\' GROUP BY reject"',
      about: 'cli/example-query-rejected',
    },
  ],
  run: async (input, context) => {
    const [text = ''] = input.arguments
    if (text.trim() === '') throw new CliProblem('cli/missing-argument', { name: 'SQL', help: 'mapae query --help' })
    const format = input.text('format') ?? (context.json ? 'JSONEachRow' : 'TSVWithNames')
    if (!/^[A-Za-z0-9]+$/.test(format)) throw new CliProblem('cli/not-a-format', { value: format })
    await withCaseRead(input, context, async (theCase) => {
      const { query } = await import('../../stages/query.ts')
      await streamOut(context, query(theCase, text, format), undefined)
    })
    return 0
  },
}
