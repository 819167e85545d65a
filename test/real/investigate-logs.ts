import type { Report } from '../../src/domain/report-model.ts'
import { affected } from '../../src/stages/affected.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { makeScratch } from '../intake/scratch.ts'

/** Logs as a company hands them over, by file name, and what its people say of them. */
export interface Logs {
  readonly files: Readonly<Record<string, string>>
  readonly config?: string
}

export interface Answer {
  readonly report: Report
  /** The accounts of `mapae affected` by level. */
  readonly accounts: ReadonlyMap<string, string>
}

/** The whole flow over the logs, in a case that is removed after the test. */
export const investigateLogs = async ({ files, config }: Logs): Promise<Answer> => {
  const scratch = makeScratch(config)
  for (const [name, text] of Object.entries(files)) scratch.write(name, text)
  const theCase = await scratch.open()
  const report = await investigate(theCase, { paths: [scratch.logs] })
  const accounts = new Map<string, string>()
  let text = ''
  for await (const chunk of affected(theCase, 'jsonl')) text += Buffer.from(chunk).toString('utf8')
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const { account, level } = JSON.parse(line) as { account: string; level: string }
    accounts.set(account, level)
  }
  return { report, accounts }
}
