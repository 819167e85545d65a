import { describe, expect, it } from 'vitest'
import { Progress, progressText } from '../../src/cli/progress.ts'
import { fakeIo } from './fake-io.ts'

const FIGURES = {
  file: 'web-1/access.log',
  files: [3, 12],
  bytes: [1_200_000_000, 4_000_000_000],
  lines: 4_000_000,
  rejected: 12,
} as const

describe('the line of progress', () => {
  it('says stage, files, bytes, lines, rate, what is left, rejected, time and the file', () => {
    expect(progressText('cli/step-ingest', FIGURES, 4, 'en')).toBe(
      'Loading events · 3 of 12 files · 1.20 GB of 4.00 GB · 4,000,000 lines · 1,000,000 lines/s · 0:09 left · 12 rejected · 0:04 · web-1/access.log',
    )
    expect(progressText('cli/step-ingest', FIGURES, 4, 'ko')).toBe(
      '기록 적재 · 파일 12개 중 3개 · 4.00 GB 가운데 1.20 GB · 4,000,000줄 · 초당 1,000,000줄 · 0:09 남음 · 거부 12줄 · 0:04 · web-1/access.log',
    )
  })

  it('leaves out what is not known, and guesses no end from nothing', () => {
    expect(progressText('cli/step-detect', {}, 0.2, 'en')).toBe('Looking for breaches')
    expect(progressText('cli/step-detect', {}, 3700, 'en')).toBe('Looking for breaches · 1:01:40')
    expect(progressText('cli/step-ingest', { bytes: [0, 10] }, 9, 'en')).toBe('Loading events · 0 B of 10 B · 0:09')
  })

  it('lets no file name steer the terminal', () => {
    expect(progressText('cli/step-acquire', { file: 'a\u001b[2Jb\r' }, 0, 'en')).toBe(
      'Registering evidence · a\\x1b[2Jb\\x0d',
    )
  })
})

describe('progress', () => {
  const clocked = (terminal: boolean, silent = false) => {
    let now = 0
    const io = fakeIo({ terminal, now: () => now })
    return { io, progress: new Progress(io, 'en', silent), pass: (ms: number) => (now += ms) }
  }

  it('writes one line over again on a terminal, within its width', () => {
    const { io, progress, pass } = clocked(true)
    progress.step('cli/step-ingest')
    pass(1000)
    progress.update({ ...FIGURES, file: 'x'.repeat(300) })
    progress.end()
    expect(io.written.err).not.toContain('\n')
    const painted = io.written.err.split('\r').filter((text) => text !== '')
    expect(painted.at(-1)).toBe('\u001b[K')
    for (const text of painted) expect(text.replace('\u001b[K', '').length).toBeLessThan(120)
  })

  it('repaints a terminal no more than it can show', () => {
    const { io, progress, pass } = clocked(true)
    progress.step('cli/step-ingest')
    for (let i = 0; i < 1000; i++) {
      pass(1)
      progress.update({ lines: i })
    }
    progress.end()
    expect(io.written.err.split('\r').length).toBeLessThan(10)
  })

  it('writes a plain line when a step begins and every five seconds elsewhere', () => {
    const { io, progress, pass } = clocked(false)
    progress.step('cli/step-ingest')
    for (let i = 0; i < 11; i++) {
      pass(1000)
      progress.update({ lines: 1000 * i })
    }
    progress.end()
    expect(io.written.err).toBe(
      'Loading events\nLoading events · 4,000 lines · 800 lines/s · 0:05\nLoading events · 9,000 lines · 900 lines/s · 0:10\n',
    )
  })

  it('says nothing to a program that asked for JSON', () => {
    const { io, progress, pass } = clocked(false, true)
    progress.step('cli/step-ingest')
    pass(60_000)
    progress.update({ lines: 1 })
    progress.end()
    expect(io.written.err).toBe('')
  })
})
