import type { Place } from '../problem.ts'

/** A YAML document with aliases resolved and the place of every node. */
export type Node = MapNode | ListNode | ScalarNode

export interface MapNode {
  readonly kind: 'map'
  readonly entries: readonly Entry[]
  readonly place: Place
}

export interface Entry {
  readonly key: string
  readonly keyPlace: Place
  readonly value: Node
}

export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly Node[]
  readonly place: Place
}

/**
 * `text` is the content of a quoted scalar, or a plain one as written. A number is one only when every YAML reader
 * agrees (`-?digits`, `-?digits.digits`, no leading zero); its text is exact, whatever its size.
 */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly type: 'string' | 'integer' | 'float' | 'boolean' | 'null'
  readonly text: string
  readonly place: Place
}

export const entryOf = (map: MapNode, key: string): Entry | undefined => map.entries.find((entry) => entry.key === key)

export type PlainValue = string | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue }

/** The value without places; numbers stay text, so that none loses a digit. */
export const toPlain = (node: Node): PlainValue => {
  if (node.kind === 'list') return node.items.map((item) => toPlain(item))
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, toPlain(value)]))
  if (node.type === 'null') return null
  return node.type === 'boolean' ? node.text.toLowerCase() === 'true' : node.text
}
