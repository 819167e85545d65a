import { literal, type Sql, sql } from '../../engine/sql.ts'
import type { JsonPath, Step } from './json-path.ts'

interface Node {
  isValue: boolean
  readonly members: Map<string, Node>
  items: Node | null
}

/** Paths that one `JSONExtract` can bring, so that a line is parsed once. */
export interface Extraction {
  /** Quoted type: `'Tuple(http Tuple(method String))'`. */
  readonly type: Sql
  /** Text of a path out of the extracted tuple. */
  value(tuple: Sql, path: JsonPath): Sql
}

const newNode = (): Node => ({ isValue: false, members: new Map(), items: null })

/**
 * The paths as as few tuple types as they need: a path that ends where another goes on (`user` beside `user.id`) comes
 * into a tuple of its own. Numbers come out as they stand, 64 bits and beyond.
 */
export const extractionsOf = (
  paths: readonly JsonPath[],
): readonly { readonly extraction: Extraction; readonly paths: readonly JsonPath[] }[] => {
  const trees: { root: Node; paths: JsonPath[] }[] = []
  for (const path of paths) {
    const tree = trees.find(({ root }) => fits(root, path)) ?? trees[trees.push({ root: newNode(), paths: [] }) - 1]
    if (tree === undefined) continue
    plant(tree.root, path)
    tree.paths.push(path)
  }
  return trees.map(({ root, paths: planted }) => ({
    paths: planted,
    extraction: { type: literal(typeOf(root)), value: (tuple, path) => valueOf(tuple, path) },
  }))
}

const next = (node: Node, step: Step): Node | null =>
  typeof step === 'string' ? (node.members.get(step) ?? null) : node.items

const fits = (root: Node, path: JsonPath): boolean => {
  let node: Node | null = root
  for (const step of path) {
    if (node.isValue) return false
    if (typeof step === 'string' ? node.items !== null : node.members.size > 0) return false
    node = next(node, step)
    if (node === null) return true
    if (typeof step === 'object' && (node.isValue || node.items !== null)) return false
  }
  return node.isValue || (node.members.size === 0 && node.items === null)
}

const plant = (root: Node, path: JsonPath): void => {
  let node = root
  for (const step of path) {
    let child = next(node, step)
    if (child === null) {
      child = newNode()
      if (typeof step === 'string') node.members.set(step, child)
      else node.items = child
    }
    node = child
    if (typeof step === 'object' && !node.members.has(step.member)) node.members.set(step.member, { ...newNode(), isValue: true }) // biome-ignore format: one member
  }
  node.isValue = true
}

const typeOf = (node: Node): string => {
  if (node.items !== null) return `Array(${typeOf(node.items)})`
  if (node.members.size === 0) return 'String'
  return `Tuple(${[...node.members].map(([name, child]) => `\`${name}\` ${typeOf(child)}`).join(', ')})`
}

const valueOf = (tuple: Sql, path: JsonPath): Sql =>
  path.reduce<Sql>((inner, step) => {
    if (typeof step === 'number') return sql`arrayElement(${inner}, ${step + 1})`
    if (typeof step === 'string') return sql`tupleElement(${inner}, ${literal(step)})`
    return sql`arrayFirst(item -> lower(tupleElement(item, ${literal(step.member)})) = ${step.is}, ${inner})`
  }, tuple)
