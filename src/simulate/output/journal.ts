import type { Calendar } from '../calendar.ts'
import type { AuthEvent, HttpEvent } from '../events.ts'
import type { Shape } from '../shapes/shape.ts'
import type { Faults } from './faults.ts'
import { LineBuffer } from './line-buffer.ts'

/** Collects what happens and hands it out day by day, one set of lines per file. Attackers' requests go to the witness too. */
export class Journal {
  readonly #shape: Shape
  readonly #calendar: Calendar
  readonly #faults: Faults
  readonly #withAuth: boolean
  readonly #witness: (event: HttpEvent) => void
  readonly #days = new Map<number, Map<string, LineBuffer>>()
  readonly #spare: LineBuffer[] = []
  readonly #watchers: ((event: AuthEvent) => void)[] = []

  constructor(
    shape: Shape,
    calendar: Calendar,
    faults: Faults,
    withAuth: boolean,
    witness: (event: HttpEvent) => void,
  ) {
    this.#shape = shape
    this.#calendar = calendar
    this.#faults = faults
    this.#withAuth = withAuth
    this.#witness = witness
  }

  /** Whether the event lies in the window and so is in the log. */
  http(event: HttpEvent): boolean {
    if (event.time < this.#calendar.start || event.time >= this.#calendar.end) return false
    const host = this.#shape.hosts[event.host] ?? ''
    const line = this.#shape.access.line(event, event.time + this.#faults.skew(event.host, event.time), host)
    this.#add(host, event.time, line, event.actor)
    if (event.actor !== 0) this.#witness(event)
    return true
  }

  /** Whoever wants to know of log-ins, renewals and log-outs, whether they reach the log or not. */
  watchAuth(watcher: (event: AuthEvent) => void): void {
    this.#watchers.push(watcher)
  }

  auth(event: AuthEvent): void {
    for (const watcher of this.#watchers) watcher(event)
    if (!this.#withAuth || event.time < this.#calendar.start || event.time >= this.#calendar.end) return
    if (event.action === 'issue' && this.#shape.auth.issuesAtLogon) return
    if (this.#faults.losesIssuance(event, this.#shape.auth.issuesAtLogon)) return
    this.#add('', event.time, this.#shape.auth.line(event), 0)
  }

  /** Everything of this day, by web host; the authentication log's name is ''. */
  take(day: number): ReadonlyMap<string, LineBuffer> {
    const taken = this.#days.get(day) ?? new Map<string, LineBuffer>()
    this.#days.delete(day)
    return taken
  }

  /** Takes back buffers whose lines are written, to be filled again. */
  recycle(taken: ReadonlyMap<string, LineBuffer>): void {
    for (const lines of taken.values()) {
      lines.clear()
      this.#spare.push(lines)
    }
  }

  #add(stream: string, time: number, text: string, actor: number): void {
    const late = actor === 0 ? this.#faults.lateness() : 0
    this.#linesOf(this.#calendar.dayOf(time), stream).add(time + late, text, actor)
  }

  #linesOf(day: number, stream: string): LineBuffer {
    let streams = this.#days.get(day)
    if (streams === undefined) this.#days.set(day, (streams = new Map()))
    let lines = streams.get(stream)
    if (lines === undefined) streams.set(stream, (lines = this.#spare.pop() ?? new LineBuffer()))
    return lines
  }
}
