import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CASE_LOCK } from '../domain/case-files.ts'
import { CaseProblem } from './case-problem.ts'

interface Holder {
  readonly pid: number
  readonly host: string
  /** Start of that process in clock ticks since boot where the system tells; a reused pid has another. */
  readonly started: string
}

/**
 * Takes the case for this process, or says who holds it. The lock of a dead process is taken over. Returns the
 * release.
 */
export const lockCase = (dir: string): (() => void) => {
  const file = path.join(dir, CASE_LOCK)
  const mine: Holder = { pid: process.pid, host: os.hostname(), started: startOf(process.pid) }
  for (let attempt = 0; attempt < 3; attempt++) {
    if (placed(file, mine)) return once(() => rmSync(file, { force: true }))
    const text = readIfThere(file)
    const holder = holderIn(text)
    if (holder !== undefined && isAlive(holder)) throw heldBy(holder, dir, file)
    removeStale(file, text)
  }
  throw heldBy({ pid: 0, host: '', started: '' }, dir, file)
}

/** A case on a medium that takes no writing cannot be locked, and need not be. */
export const lockForReading = (dir: string): (() => void) => {
  try {
    return lockCase(dir)
  } catch (error) {
    if (['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error))) return () => undefined
    throw error
  }
}

/** Released twice, the lock might already be another's. */
const once = (release: () => void): (() => void) => {
  let held = true
  return () => {
    if (held) release()
    held = false
  }
}

const heldBy = (holder: Holder, dir: string, file: string): CaseProblem =>
  new CaseProblem({ code: 'case/held-by-another-process', values: { pid: holder.pid, host: holder.host, dir, file } })

/** A hard link appears with its whole content or not at all. */
const placed = (file: string, holder: Holder): boolean => {
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, JSON.stringify(holder))
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Two processes may find the same stale lock: only the one that moves away what it has read goes on. */
const removeStale = (file: string, text: string): void => {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
    if (readIfThere(aside) !== text) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error))) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const holderIn = (text: string): Holder | undefined => {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

/** A holder on another host cannot be asked, so it counts as alive. */
const isAlive = (holder: Holder): boolean => {
  if (holder.host !== os.hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  const started = startOf(holder.pid)
  return started === '' || holder.started === '' || started === holder.started
}

/** Field 22 of /proc/PID/stat; the command before it may hold spaces and brackets, so count from its last bracket. */
const startOf = (pid: number): string => {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
