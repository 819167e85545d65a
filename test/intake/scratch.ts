import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { ManifestFile } from '../../src/domain/manifest.ts'
import type { Message } from '../../src/domain/report-model.ts'
import { literal, sql } from '../../src/engine/sql.ts'
import type { Case } from '../../src/store/case.ts'
import { openCase } from '../../src/store/open-case.ts'

/** A folder for logs and a case beside it, for one test; removed after it (one process holds one case). */
export interface Scratch {
  readonly logs: string
  readonly caseDir: string
  /** Opened on first use and kept open. */
  open(): Promise<Case>
  close(): Promise<void>
  /** Writes a log (its folders too) and answers its path. */
  write(name: string, text: string | Buffer): string
}

/** For one test, that calls it: nothing is left after it. */
export const makeScratch = (config?: string): Scratch => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-intake-'))
  const logs = path.join(root, 'logs')
  const caseDir = path.join(root, 'case')
  mkdirSync(logs)
  let opened: Case | undefined
  if (config !== undefined) writeFileSync(path.join(root, 'given.yaml'), config)
  const scratch: Scratch = {
    logs,
    caseDir,
    open: async () => {
      opened ??= await openCase(caseDir, {
        create: true,
        configFile: config === undefined ? undefined : path.join(root, 'given.yaml'),
      })
      return opened
    },
    close: async () => {
      const closing = opened
      opened = undefined
      await closing?.close()
    },
    write: (name, text) => {
      const file = path.join(logs, name)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
      return file
    },
  }
  onTestFinished(async () => {
    await scratch.close().catch(() => undefined)
    rmSync(root, { recursive: true, force: true })
  })
  return scratch
}

/** `count` different lines in combined format, a second apart. */
export const logLines = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, i) => logLine(first + i)).join('')

export const logLine = (n: number, at = Date.UTC(2026, 2, 1) + n * 1000): string => {
  const time = new Date(at).toUTCString().split(' ')
  const [, day = '', month = '', year = '', clock = ''] = time
  return `192.0.2.${n % 250} - - [${day}/${month}/${year}:${clock} +0000] "GET /items/${n} HTTP/1.1" 200 ${100 + n} "-" "curl/8.${n % 9}"\n`
}

/** Compresses a file with the engine: .zst, .xz, .lz4 and .gz by the target's name. A final line feed is added. */
export const packWith = async ({ engine }: Case, from: string, to: string): Promise<string> => {
  await engine.run(
    sql`INSERT INTO FUNCTION file(${literal(to)}, 'LineAsString') SELECT line FROM file(${literal(from)}, 'LineAsString', 'line String') SETTINGS max_threads = 1, engine_file_truncate_on_insert = 1`,
  )
  return to
}

export const codes = (problems: readonly Message[]): readonly string[] => problems.map(({ code }) => code).sort()

export const names = (scratch: Scratch, files: readonly ManifestFile[]): readonly string[] =>
  files.map(({ path: file, member }) => `${path.relative(scratch.logs, file)}${member === null ? '' : `::${member}`}`)
