/** Sessions by the program that holds them: the one that lives at a moment, or what `open` gives, which lives so long from then. */
export class Sessions {
  readonly #life: number
  readonly #held = new Map<string, { readonly token: string; readonly from: number }[]>()

  constructor(life: number) {
    this.#life = life
  }

  at(door: string, at: number, open: () => string): string {
    const held = this.#held.get(door) ?? []
    const live = held.find(({ from }) => from <= at && at < from + this.#life)
    if (live !== undefined) return live.token
    const token = open()
    this.#held.set(door, [...held, { token, from: at }])
    return token
  }
}
