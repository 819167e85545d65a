import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { CASE_SEAL } from '../../src/domain/case-files.ts'
import { fingerprintOf } from './fingerprint.ts'
import { writeLogs } from './logs.ts'

export interface KillOptions {
  /** The built command, run with Node. */
  readonly cli: string
  /** An empty folder to work in. */
  readonly dir: string
  readonly lines: number
  /** Signal and moment of each kill, as a share of the time that an undisturbed run takes. */
  readonly kills: readonly { readonly signal: 'SIGKILL' | 'SIGINT'; readonly at: number }[]
  readonly tell?: (kill: number, outcome: KillOutcome) => void
}

export interface KillOutcome {
  /** The run died of the signal: it had not ended before. */
  readonly died: boolean
  /** What of the resumed case differs from the case that was never killed; what the second run said where it failed. */
  readonly differs: readonly string[]
}

/** Investigates, is killed, goes on, and compares with a case of the same key that was never killed. */
export const killOften = async ({ cli, dir, lines, kills, tell }: KillOptions): Promise<readonly KillOutcome[]> => {
  await mkdir(dir, { recursive: true })
  writeLogs(path.join(dir, 'logs'), lines)
  const at = (name: string): string => path.join(dir, name)
  const run = (...argv: readonly string[]): Promise<Ended> => end(start(cli, dir, argv))
  await run('init', '--case', at('template'))
  // A copied file has another time than the seal says, so the cases begin as ones that were left open.
  await rm(path.join(at('template'), CASE_SEAL))
  await cp(at('template'), at('whole'), { recursive: true })
  const begun = performance.now()
  const undisturbed = await run('investigate', at('logs'), '--case', at('whole'))
  if (undisturbed.code !== 0) throw new Error(`the undisturbed run failed: ${undisturbed.said}`)
  const took = performance.now() - begun
  const whole = await fingerprintOf(at('whole'))
  const outcomes: KillOutcome[] = []
  for (const [i, kill] of kills.entries()) {
    await cp(at('template'), at('victim'), { recursive: true })
    const victim = start(cli, dir, ['investigate', at('logs'), '--case', at('victim')])
    const timer = setTimeout(() => victim.kill(kill.signal), took * kill.at)
    const died = (await end(victim)).code !== 0
    clearTimeout(timer)
    const resumed = await run('investigate', at('logs'), '--case', at('victim'))
    const found = resumed.code === 0 ? await fingerprintOf(at('victim')) : undefined
    const parts = ['reports', 'documents', 'rows'] as const
    const differs =
      found === undefined ? [`not resumed: ${resumed.said}`] : parts.filter((part) => found[part] !== whole[part])
    outcomes.push({ died, differs })
    tell?.(i, { died, differs })
    await rm(at('victim'), { recursive: true, force: true })
  }
  return outcomes
}

type Child = ReturnType<typeof start>

interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null
  /** The end of what it said on stderr. */
  readonly said: string
}

const start = (cli: string, dir: string, argv: readonly string[]) =>
  spawn(process.execPath, [cli, ...argv], { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })

const end = async (child: Child): Promise<Ended> => {
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-500)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: said.trim() }
}
