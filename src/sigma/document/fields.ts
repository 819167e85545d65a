import type { Place, Problems } from '../problem.ts'
import { entryOf, type ListNode, type MapNode, type Node, type ScalarNode } from '../yaml/tree.ts'

export interface Text {
  readonly text: string
  readonly place: Place
}

/** Reads the fields of one map, and says where one is of the wrong type. */
export class Fields {
  readonly #map: MapNode
  readonly #problems: Problems

  constructor(map: MapNode, problems: Problems) {
    this.#map = map
    this.#problems = problems
  }

  text(key: string, limit = 65_535): Text | null {
    const node = this.node(key)
    if (node === null) return null
    if (node.kind !== 'scalar' || node.type === 'null') return this.#wrong(key, node, 'text')
    if (node.text.trim() === '') this.#problems.add('sigma/text-empty', node.place, { field: key })
    const length = Array.from(node.text).length
    if (length > limit) this.#problems.add('sigma/text-too-long', node.place, { field: key, length, limit })
    return { text: node.text, place: node.place }
  }

  required(key: string, limit?: number): Text | null {
    if (this.node(key) === null) this.missing(key)
    return this.text(key, limit)
  }

  missing(key: string): void {
    this.#problems.add('sigma/field-missing', this.#map.place, { field: key })
  }

  /** One of the named values. */
  oneOf<Value extends string>(key: string, values: readonly Value[]): Value | null {
    const read = this.text(key)
    if (read === null) return null
    const value = values.find((known) => known === read.text)
    if (value === undefined)
      this.#problems.add('sigma/value-unknown', read.place, { field: key, found: read.text, known: values.join(', ') })
    return value ?? null
  }

  texts(key: string): readonly Text[] {
    const list = this.list(key)
    return (list?.items ?? []).flatMap((item) => {
      if (item.kind === 'scalar' && item.type !== 'null') return [{ text: item.text, place: item.place }]
      this.#wrong(key, item, 'text')
      return []
    })
  }

  list(key: string): ListNode | null {
    const node = this.node(key)
    return node === null || node.kind === 'list' ? node : this.#wrong(key, node, 'list')
  }

  map(key: string): MapNode | null {
    const node = this.node(key)
    return node === null || node.kind === 'map' ? node : this.#wrong(key, node, 'map')
  }

  scalar(key: string): ScalarNode | null {
    const node = this.node(key)
    return node === null || node.kind === 'scalar' ? node : this.#wrong(key, node, 'text')
  }

  node(key: string): Node | null {
    return entryOf(this.#map, key)?.value ?? null
  }

  #wrong(key: string, node: Node, expected: 'text' | 'list' | 'map'): null {
    const found = node.kind === 'scalar' ? node.type : node.kind
    this.#problems.add('sigma/field-type', node.place, { field: key, expected, found })
    return null
  }
}
