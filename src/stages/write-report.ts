import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Report } from '../domain/report-model.ts'
import { renderHtml } from '../report/html/render-html.ts'
import { renderJson } from '../report/report-json.ts'
import type { Case } from '../store/case.ts'
import { recordRenderedFiles } from '../store/rendered-files.ts'

export interface WrittenReport {
  readonly json: string
  readonly html: string
}

/** Renders the model into `report/` and keeps the digests of what was written in the ledger. */
export const writeReport = async (theCase: Case, report: Report): Promise<WrittenReport> => {
  const dir = path.join(theCase.dir, 'report')
  await mkdir(dir, { recursive: true })
  const files = { 'report.json': renderJson(report), 'report.html': renderHtml(report) }
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(dir, name), text)
  theCase.store.put('case', 'window', { from: report.case.from, to: report.case.to })
  await recordRenderedFiles(
    theCase,
    Object.keys(files).map((name) => `report/${name}`),
  )
  return { json: path.join(dir, 'report.json'), html: path.join(dir, 'report.html') }
}
