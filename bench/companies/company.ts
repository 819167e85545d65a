import { gzipSync } from 'node:zlib'
import type { Chance } from './chance.ts'

/** What happened at a company, as far as its logs can show it. */
export interface Truth {
  readonly answer: 'found' | 'no-evidence' | 'cannot-determine'
  /** Ways in, any of which is right to be named first; empty where nothing happened. */
  readonly ways: readonly string[]
  /** First request of the attack that was answered, epoch ms. */
  readonly since: number | null
  /** Accounts whose data was read; null where the logs name none. */
  readonly accounts: ReadonlySet<string> | null
  readonly actors: number
}

export interface LogFile {
  readonly name: string
  readonly content: string | Uint8Array
}

export interface Logs {
  readonly files: readonly LogFile[]
  /** What an investigator of this company would declare, as text of `case.yaml`. */
  readonly caseYaml?: string
  readonly truth: Truth
}

export interface Company {
  readonly id: string
  /** Line of business, logs, and what is done to it or only looks so. */
  readonly what: string
  readonly weeks: readonly ('quiet' | 'breached')[]
  readonly logs: (chance: Chance, breached: boolean) => Logs | Promise<Logs>
}

export const QUIET: Truth = { answer: 'no-evidence', ways: [], since: null, accounts: new Set(), actors: 0 }

/** Lines of one log, in the order of time when it is written. */
export class Log {
  #lines: { readonly at: number; readonly text: string }[] = []

  add(at: number, text: string): void {
    this.#lines.push({ at, text })
  }

  /** Without the lines between two moments: a hole. */
  lose(from: number, to: number): void {
    this.#lines = this.#lines.filter(({ at }) => at < from || at >= to)
  }

  text(header = ''): string {
    const sorted = this.#lines.toSorted((a, b) => a.at - b.at)
    return `${header}${sorted.map(({ text }) => `${text}\n`).join('')}`
  }

  /** A file for each day (UTC), each with the header, compressed. */
  days(name: (day: string) => string, header = ''): readonly LogFile[] {
    const byDay = new Map<string, string[]>()
    for (const { at, text } of this.#lines.toSorted((a, b) => a.at - b.at)) {
      const day = new Date(at).toISOString().slice(0, 10)
      const lines = byDay.get(day)
      if (lines === undefined) byDay.set(day, [text])
      else lines.push(text)
    }
    return [...byDay].map(([day, lines]) => ({ name: name(day), content: gzipSync(`${header}${lines.join('\n')}\n`) }))
  }
}
