/** A condition as written, before its identifiers are looked up. */
export type Condition =
  | { readonly kind: 'and'; readonly parts: readonly Condition[] }
  | { readonly kind: 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'identifier'; readonly name: string; readonly at: number }
  | { readonly kind: 'of'; readonly quantity: 'one' | 'all'; readonly pattern: string; readonly at: number }

export interface ConditionToken {
  readonly text: string
  /** Offset in the condition. */
  readonly at: number
}

/** The condition cannot be read from `at` on. */
export class ConditionProblem extends Error {
  readonly code:
    | 'sigma/condition-syntax'
    | 'sigma/condition-aggregation'
    | 'sigma/condition-near'
    | 'sigma/condition-too-deep'
  readonly at: number
  readonly found: string

  constructor(code: ConditionProblem['code'], at: number, found: string) {
    super(`${code} at ${at}: ${found}`)
    this.name = 'ConditionProblem'
    this.code = code
    this.at = at
    this.found = found
  }
}

export const KEYWORDS = new Set(['and', 'or', 'not', 'of', 'all', 'any', '1', 'them', 'near'])

/** Splits at blanks and parentheses; each alternative starts with another character, so the cost is linear. */
export const tokenise = (text: string): readonly ConditionToken[] =>
  [...text.matchAll(/[()|]|[^\s()|]+/g)].map((match) => ({ text: match[0], at: match.index }))

const MAX_DEPTH = 200

/** Precedence, weakest first: `or`, `and`, `not`, `x of`, parentheses. Key words in any case. */
export const parseCondition = (text: string): Condition => {
  const reader = new Reader(tokenise(text), text.length)
  const condition = reader.or(0)
  reader.expectEnd()
  return condition
}

class Reader {
  readonly #tokens: readonly ConditionToken[]
  readonly #end: number
  #next = 0

  constructor(tokens: readonly ConditionToken[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  or(depth: number): Condition {
    return this.#chain('or', () => this.#and(depth))
  }

  expectEnd(): void {
    if (this.#next < this.#tokens.length) throw this.#unexpected()
  }

  #and(depth: number): Condition {
    return this.#chain('and', () => this.#not(depth))
  }

  #chain(kind: 'and' | 'or', read: () => Condition): Condition {
    const first = read()
    const parts = [first]
    while (this.#take(kind)) parts.push(read())
    return parts.length === 1 ? first : { kind, parts }
  }

  #not(depth: number): Condition {
    if (depth > MAX_DEPTH) throw this.#unexpected('sigma/condition-too-deep')
    return this.#take('not') ? { kind: 'not', part: this.#not(depth + 1) } : this.#primary(depth)
  }

  #primary(depth: number): Condition {
    if (this.#take('(')) {
      const inner = this.or(depth + 1)
      if (!this.#take(')')) throw this.#unexpected()
      return inner
    }
    const token = this.#tokens[this.#next]
    const word = token?.text.toLowerCase()
    if (token === undefined || word === undefined || /^[()|]$/.test(word)) throw this.#unexpected()
    if ((word === '1' || word === 'any' || word === 'all') && this.#word(1) === 'of') return this.#of(word, token.at)
    if (word === 'near') throw this.#unexpected('sigma/condition-near')
    if (KEYWORDS.has(word) || /^\d+$/.test(word)) throw this.#unexpected()
    this.#next++
    return { kind: 'identifier', name: token.text, at: token.at }
  }

  #of(quantity: string, at: number): Condition {
    const pattern = this.#tokens[this.#next + 2]
    if (pattern === undefined || /^[()|]$/.test(pattern.text)) {
      this.#next += 2
      throw this.#unexpected()
    }
    this.#next += 3
    return { kind: 'of', quantity: quantity === 'all' ? 'all' : 'one', pattern: pattern.text, at }
  }

  #word(ahead: number): string | undefined {
    return this.#tokens[this.#next + ahead]?.text.toLowerCase()
  }

  #take(text: string): boolean {
    if (this.#word(0) !== text) return false
    this.#next++
    return true
  }

  #unexpected(code: ConditionProblem['code'] = 'sigma/condition-syntax'): ConditionProblem {
    const token = this.#tokens[this.#next]
    const piped = token?.text === '|'
    const near = piped && this.#word(1) === 'near'
    if (near) return new ConditionProblem('sigma/condition-near', token.at, 'near')
    return new ConditionProblem(piped ? 'sigma/condition-aggregation' : code, token?.at ?? this.#end, token?.text ?? '')
  }
}
