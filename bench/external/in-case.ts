import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Report } from '../../src/domain/report-model.ts'
import { investigate } from '../../src/stages/investigate.ts'
import type { Case } from '../../src/store/case.ts'
import { openCase } from '../../src/store/open-case.ts'

/** The whole flow over some files, from acquire to the report, in a case that is removed when `look` is done. */
export const inCase = async <Result>(
  files: readonly string[],
  config: string | undefined,
  look: (theCase: Case, report: Report) => Promise<Result>,
): Promise<Result> => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'mapae-external-'))
  const given = path.join(root, 'given.yaml')
  if (config !== undefined) await writeFile(given, config)
  const theCase = await openCase(path.join(root, 'case'), {
    create: true,
    configFile: config === undefined ? undefined : given,
  })
  try {
    const report = await investigate(theCase, { paths: [...files] })
    return await look(theCase, report)
  } finally {
    await theCase.close()
    await rm(root, { recursive: true, force: true })
  }
}
