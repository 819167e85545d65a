import type { Random } from '../random.ts'

/** Orders of the company: which member owns which, old ones and those placed during the window. */
export class Orders {
  readonly #owners: number[] = []
  readonly #ids: string[] = []
  /** Orders whose owner a log line has shown. */
  readonly #shown = new Set<number>()
  readonly #ofMember: (number[] | undefined)[] = []
  readonly #random: Random
  readonly walkable: boolean
  #next: number

  constructor(kind: 'counting' | 'random', members: number, random: Random) {
    this.#random = random
    this.walkable = kind === 'counting'
    this.#next = random.whole(2_000_000, 60_000_000)
    for (let i = 0; i < members * 2; i++) this.place(Math.floor(members * random.unit()))
  }

  get count(): number {
    return this.#owners.length
  }

  place(member: number): number {
    const order = this.#owners.length
    this.#next += this.#random.whole(1, 3)
    this.#owners.push(member)
    this.#ids.push(this.walkable ? String(this.#next) : `20${this.#random.base36(12)}`)
    const mine = this.#ofMember[member]
    if (mine === undefined) this.#ofMember[member] = [order]
    else mine.push(order)
    return order
  }

  owner(order: number): number {
    return this.#owners[order] ?? -1
  }

  id(order: number): string {
    return this.#ids[order] ?? ''
  }

  /** Newest most often; undefined where the member has none. */
  oneOf(member: number, random: Random): number | undefined {
    const mine = this.#ofMember[member]
    if (mine === undefined) return undefined
    return mine[mine.length - 1 - Math.floor(mine.length * random.unit() ** 2)]
  }

  /** The owner looked at the order, for the log to see. */
  show(order: number): void {
    this.#shown.add(order)
  }

  isShown(order: number): boolean {
    return this.#shown.has(order)
  }

  /** A number of the same form that no order has. */
  missing(): string {
    return this.walkable ? String(this.#next + this.#random.whole(1000, 900_000)) : `20${this.#random.base36(12)}`
  }
}
