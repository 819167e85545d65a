import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB, CASE_YAML, EVIDENCE, LAKE, REPORT } from '../domain/case-files.ts'
import { openEmbedded } from '../engine/embedded.ts'
import type { Engine } from '../engine/engine.ts'
import { createEvidenceTables } from '../engine/lake.ts'
import { openServer } from '../engine/server.ts'
import { changedWhileClosed } from '../seal/check-seal.ts'
import { markOpen, sealCase } from '../seal/seal.ts'
import { bindServer } from './bind-server.ts'
import type { Case } from './case.ts'
import { makeKey, readKey } from './case-key.ts'
import { lockCase } from './case-lock.ts'
import { CaseProblem } from './case-problem.ts'
import { fileProblem } from './file-problem.ts'
import { makeFolder } from './make-folder.ts'
import { type ReadConfig, keepConfig, readConfig } from './read-config.ts'
import { openSqliteStore } from './sqlite-store.ts'

export interface OpenCaseOptions {
  /** Makes the case where there is none; else that is a problem. */
  readonly create?: boolean | undefined
  /** A ClickHouse server instead of the embedded engine. */
  readonly engineUrl?: string | undefined
  /** A `case.yaml` to copy into the case and use from now on. */
  readonly configFile?: string | undefined
  /** A copy that will be thrown away: it is neither checked nor sealed. */
  readonly scratch?: boolean | undefined
}

/**
 * Opens a case for this process alone. While it is open its seal is set aside; closing it seals every byte again. A
 * process that dies leaves it so, and the next one that opens and closes the case seals it. A case that was changed
 * while closed is not opened: sealing it again would hide the change.
 */
export const openCase = async (dir: string, options: OpenCaseOptions = {}): Promise<Case> => {
  const root = path.resolve(dir)
  let unlock = (): void => undefined
  try {
    refuseWhatIsNoCase(root, options.create ?? false)
    makeFolder(root)
    unlock = lockCase(root)
    const read = readConfig(root, options.configFile)
    if (options.scratch !== true) await refuseWhatWasChanged(root)
    return await openLocked(root, read, options, unlock)
  } catch (error) {
    unlock()
    throw fileProblem(error, root)
  }
}

const refuseWhatIsNoCase = (root: string, create: boolean): void => {
  if (existsSync(path.join(root, CASE_DB))) return
  if (!create) throw new CaseProblem({ code: 'case/not-a-case', values: { dir: root } })
  const present = existsSync(root)
    ? readdirSync(root).filter((name) => name !== CASE_YAML && !name.startsWith('case.lock'))
    : []
  if (present.length > 0)
    throw new CaseProblem({ code: 'case/not-empty', values: { dir: root, found: present[0] ?? '' } })
}

/** @throws CaseProblem naming the files that were changed since the case was sealed, by their length or time. */
export const refuseWhatWasChanged = async (root: string): Promise<void> => {
  const [first, ...others] = await changedWhileClosed(root)
  if (first === undefined) return
  const values = { dir: root, file: first.values['file'] ?? '' }
  throw new CaseProblem({ code: 'case/changed-while-closed', values }, [first, ...others])
}

const openLocked = async (
  root: string,
  read: ReadConfig,
  options: OpenCaseOptions,
  unlock: () => void,
): Promise<Case> => {
  const undo: (() => unknown)[] = options.scratch === true ? [unlock] : [unlock, () => sealCase(root)]
  const close = (): Promise<void> => inTurn(undo.splice(0).reverse(), root)
  try {
    markOpen(root)
    for (const folder of [EVIDENCE, REPORT, LAKE]) mkdirSync(path.join(root, folder), { recursive: true })
    makeKey(root)
    const key = readKey(root)
    const store = openSqliteStore(path.join(root, CASE_DB))
    undo.push(() => store.close())
    const { config, tokenKeys } = keepConfig(root, read, store)
    const engine = await openEngine(root, options.engineUrl)
    undo.push(() => engine.close())
    for (const statement of createEvidenceTables) await engine.run(statement)
    if (engine.kind === 'server') await bindServer(engine, key, options.engineUrl ?? '')
    return { dir: root, config, tokenKeys, store, engine, key, close }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}

/** Every step is taken, whatever becomes of the one before; the first failure is the one that is told. */
const inTurn = async (steps: readonly (() => unknown)[], root: string): Promise<void> => {
  const failures: unknown[] = []
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      failures.push(fileProblem(error, root))
    }
  }
  if (failures.length > 0) throw failures[0]
}

const openEngine = (root: string, url: string | undefined): Promise<Engine> =>
  url === undefined ? openEmbedded(path.join(root, LAKE)) : openServer(url)
