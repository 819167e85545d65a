import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  Scalar,
  type YAMLError,
  type YAMLMap,
} from 'yaml'
import type { Place, Problems } from '../problem.ts'
import { resolvePlain } from './resolve-scalar.ts'
import type { Entry, Node, ScalarNode } from './tree.ts'

/** Bounds against hostile files: an alias bomb, deep nesting, or a file that is no rule at all. */
export interface YamlLimits {
  /** UTF-16 code units of one file. */
  readonly size: number
  readonly depth: number
  /** Nodes of one document after aliases are resolved. */
  readonly nodes: number
}

export const YAML_LIMITS: YamlLimits = { size: 4_000_000, depth: 64, nodes: 200_000 }

/** The documents of a file that could be read; empty ones are left out, broken ones are problems. */
export const readYaml = (
  text: string,
  file: string,
  problems: Problems,
  limits: YamlLimits = YAML_LIMITS,
): readonly Node[] => {
  if (text.length > limits.size) {
    problems.add('sigma/file-too-large', { file, line: 1, column: 1 }, { size: text.length, limit: limits.size })
    return []
  }
  if (nestsDeeper(text, limits.depth)) {
    problems.add('sigma/yaml-too-deep', { file, line: 1, column: 1 }, { limit: limits.depth })
    return []
  }
  const counter = new LineCounter()
  const parsed = parseAllDocuments(text.replace(/^\uFEFF/, ''), {
    lineCounter: counter,
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'silent',
  })
  const documents: readonly Document[] = Array.isArray(parsed) ? parsed : []
  return documents.flatMap((document) => new Reader(document, file, counter, problems, limits).read())
}

/**
 * Flow brackets or block indentation deeper than any rule's would overflow the parser's stack before the limit on depth
 * is seen. Brackets in quoted text count too, so the bound is generous.
 */
const nestsDeeper = (text: string, depth: number): boolean => {
  let open = 0
  for (const character of text) {
    if (character === '[' || character === '{') open++
    else if (character === ']' || character === '}') open = Math.max(0, open - 1)
    else if (character === '\n') open = Math.min(open, depth * 8)
    if (open > depth * 16) return true
  }
  return /(?:^|\n)[ \t]*(?:- ){65}/.test(text)
}

/** Thrown inside one document only, once a limit is passed. */
class Stop extends Error {}

class Reader {
  readonly #document: Document
  readonly #file: string
  readonly #counter: LineCounter
  readonly #problems: Problems
  readonly #limits: YamlLimits
  #nodes = 0

  constructor(document: Document, file: string, counter: LineCounter, problems: Problems, limits: YamlLimits) {
    this.#document = document
    this.#file = file
    this.#counter = counter
    this.#problems = problems
    this.#limits = limits
  }

  read(): readonly Node[] {
    if (this.#document.errors.length > 0) {
      for (const error of this.#document.errors) this.#complain(error)
      return []
    }
    try {
      const { contents } = this.#document
      if (contents === null || (isScalar(contents) && contents.source === '')) return []
      return [this.#node(contents, 0)]
    } catch (error) {
      if (error instanceof Stop) return []
      throw error
    }
  }

  #complain(error: YAMLError): void {
    const code = error.code === 'DUPLICATE_KEY' ? 'sigma/yaml-duplicate-key' : 'sigma/yaml-syntax'
    this.#problems.add(code, this.#at(error.pos[0]), { detail: error.message })
  }

  #at(offset: number): Place {
    const { line, col } = this.#counter.linePos(offset)
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) }
  }

  #place(node: unknown): Place {
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
    return this.#at(Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0)
  }

  #node(node: unknown, depth: number): Node {
    const place = this.#place(node)
    if (depth > this.#limits.depth) this.#stop('sigma/yaml-too-deep', place, this.#limits.depth)
    if (++this.#nodes > this.#limits.nodes) this.#stop('sigma/yaml-too-many-nodes', place, this.#limits.nodes)
    if (isAlias(node)) return this.#alias(node, place, depth)
    if (isMap(node)) return { kind: 'map', entries: this.#entries(node, depth), place }
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.#node(item, depth + 1)), place }
    return this.#scalar(isScalar(node) ? node : new Scalar(''), place)
  }

  #stop(code: 'sigma/yaml-too-deep' | 'sigma/yaml-too-many-nodes', place: Place, limit: number): never {
    this.#problems.add(code, place, { limit })
    throw new Stop()
  }

  #alias(alias: Alias, place: Place, depth: number): Node {
    const target = alias.resolve(this.#document)
    if (target === undefined) {
      this.#problems.add('sigma/yaml-unknown-alias', place, { name: alias.source })
      throw new Stop()
    }
    return this.#node(target, depth + 1)
  }

  #entries(map: YAMLMap, depth: number): readonly Entry[] {
    const entries: Entry[] = []
    const merged: Entry[] = []
    for (const pair of map.items) {
      if (!isPair(pair)) continue
      const key = this.#node(pair.key, depth + 1)
      if (key.kind !== 'scalar') {
        this.#problems.add('sigma/yaml-key-not-text', key.place)
        continue
      }
      const value = this.#node(pair.value, depth + 1)
      if (key.text === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN') merged.push(...entriesOf(value))
      else entries.push({ key: key.text, keyPlace: key.place, value })
    }
    const own = new Set(entries.map(({ key }) => key))
    return [...entries, ...merged.filter(({ key }, i) => !own.has(key) && merged.findIndex((m) => m.key === key) === i)]
  }

  #scalar(scalar: Scalar, place: Place): ScalarNode {
    const text = typeof scalar.value === 'string' ? scalar.value : ''
    if (scalar.tag !== undefined && scalar.tag !== 'tag:yaml.org,2002:str') {
      this.#problems.add('sigma/yaml-tag', place, { tag: scalar.tag })
    }
    if (scalar.tag !== undefined || (scalar.type !== undefined && scalar.type !== 'PLAIN')) {
      return { kind: 'scalar', type: 'string', text, place }
    }
    const { type, ambiguous } = resolvePlain(text)
    if (ambiguous) this.#problems.add('sigma/yaml-ambiguous', place, { text })
    return { kind: 'scalar', type, text, place }
  }
}

/** The merge key of YAML 1.1: a map, or a list of maps of which the first wins. */
const entriesOf = (node: Node): readonly Entry[] => {
  if (node.kind === 'map') return node.entries
  return node.kind === 'list' ? node.items.flatMap((item) => entriesOf(item)) : []
}
