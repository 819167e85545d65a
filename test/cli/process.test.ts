import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

const CLI = inject('cli')
const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-process-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)
const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: root }

/** A file system of 900 kB; only root may make one. */
const mounted = ((): boolean => {
  try {
    mkdirSync(at('small'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', at('small')], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', at('small')])
  rmSync(root, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

const mapae = (...argv: readonly string[]): Ended => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  return { code: status, signal, out: stdout, err: stderr }
}

const ended = async (child: ChildProcess): Promise<Ended> => {
  const said = { out: '', err: '' }
  child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { code, signal, ...said }
}

/** Starts a command and does something to it once it says that it has come to a step. */
const disturbed = (argv: readonly string[], step: string, disturb: (child: ChildProcess) => void): Promise<Ended> => {
  const child = spawn(process.execPath, [CLI, ...argv], { cwd: root, env })
  let done = false
  child.stderr.on('data', (chunk: Buffer) => {
    if (done || !chunk.toString().includes(step)) return
    done = true
    disturb(child)
  })
  return ended(child)
}

const rendered = (dir: string): readonly string[] =>
  ['report.json', 'report.html'].map((name) => readFileSync(at(dir, 'report', name), 'utf8'))

beforeAll(() => {
  const made = mapae('simulate', 'clean', '--shape', 'numbered-mall', '--members', '300', '--days', '2', '--out', 'sim')
  expect(made).toMatchObject({ code: 0 })
  expect(mapae('investigate', 'sim/logs', '--case', 'whole')).toMatchObject({ code: 0 })
})

describe('the process', () => {
  it('writes data to stdout and talk to stderr, without colour where nobody looks', () => {
    const { out, err } = mapae('report', '--case', 'whole')
    expect(out).toMatch(/^Breach investigation report[^]*\nData: whole\/report\/report\.json\n$/)
    expect(err).toMatch(/^Looking for breaches\n/)
    expect(out + err).not.toContain('\u001b')
  })

  it('stopped by Ctrl-C in any step says that nothing is lost, dies of the signal, and goes on from there', async () => {
    for (const step of ['Registering evidence', 'Loading events', 'Looking for breaches', 'Writing the report']) {
      const stopped = await disturbed(['investigate', 'sim/logs', '--case', 'stopped'], step, (child) =>
        child.kill('SIGINT'),
      )
      expect({ step, code: stopped.code, signal: stopped.signal }).toEqual({ step, code: null, signal: 'SIGINT' })
      expect(stopped.err.trimEnd().split('\n').at(-1)).toBe(
        'Stopped. Nothing that was finished is lost: the same command goes on from here.',
      )
    }
    expect(mapae('investigate', 'sim/logs', '--case', 'stopped', '--summary')).toMatchObject({ code: 0 })
    expect(rendered('stopped')).toEqual(rendered('whole'))
  })

  it('says which process holds the case', async () => {
    let second: Ended | undefined
    const first = await disturbed(['report', '--case', 'whole'], 'Looking for breaches', (child) => {
      child.kill('SIGSTOP')
      second = mapae('query', 'SELECT 1', '--case', 'whole')
      child.kill('SIGCONT')
    })
    expect(first.code).toBe(0)
    expect(second?.code).toBe(2)
    expect(second?.err).toMatch(/^Process \d+ is working on the case .*whole\. Wait for it, or end it\.\n$/)
  })

  it('ends quietly when its reader has seen enough', async () => {
    const sql = 'SELECT number, repeat(toString(number), 50) FROM numbers(20000000)'
    const child = spawn(process.execPath, [CLI, 'query', sql, '--case', 'whole'], { cwd: root, env })
    child.stdout.once('data', () => child.stdout.destroy())
    const { code, err } = await ended(child)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(mapae('query', 'SELECT 1 AS one', '--case', 'whole').out).toBe('one\n1\n')
  })

  it.skipIf(!existsSync('/dev/full'))('fails where its output cannot be written', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'sources'], {
      cwd: root,
      env,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toBe(
      'The output cannot be written (ENOSPC). The case itself is complete; free some space or write elsewhere.\n',
    )
  })

  it.skipIf(!mounted)(
    'names a full disk (skipped where no tmpfs may be mounted), and goes on when there is room',
    () => {
      const full = mapae('investigate', 'sim/logs', '--case', 'small/case')
      expect(full.code).toBe(2)
      expect(full.err).toMatch(
        /\n(?:The disk is full|The disk that holds [^ ]+ is full)\. Free some space and run again; .*\n$/,
      )
      execFileSync('mount', ['-o', 'remount,size=100m', at('small')])
      expect(mapae('investigate', 'sim/logs', '--case', 'small/case', '--summary').code).toBe(0)
      expect(rendered('small/case')).toEqual(rendered('whole'))
    },
  )

  it('makes ./mapae-case where no case is named', () => {
    writeFileSync(at('a.log'), '192.0.2.1 - - [01/Mar/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8"\n')
    expect(mapae('init').code).toBe(0)
    expect(existsSync(at('mapae-case', 'case.yaml'))).toBe(true)
    expect(mapae('acquire', 'a.log').code).toBe(0)
    expect(mapae('ingest', '--json').code).toBe(0)
  })
})
