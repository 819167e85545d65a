import { existsSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB } from '../domain/case-files.ts'
import type { SourcePlan } from '../domain/source-plan.ts'
import { SOURCES } from '../sources/index.ts'
import { readStore } from '../store/read-case.ts'

export const knownSources = (): readonly {
  readonly id: string
  readonly title: string
  readonly description: string
}[] => SOURCES.map(({ id, title, description }) => ({ id, title, description }))

/** How the files of a case are read; undefined where there is no case. */
export const plansIn = async (dir: string): Promise<readonly SourcePlan[] | undefined> => {
  if (!existsSync(path.join(dir, CASE_DB))) return undefined
  return readStore(dir, (store) => store.list('plan').map(({ body }) => body as unknown as SourcePlan))
}
