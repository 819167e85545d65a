import { ident, join, type Sql, sql } from './sql.ts'

/** Quoted text and parameters are passed over; a name is whatever else begins with a letter. */
const TOKEN = /'(?:[^'\\]|\\.)*'|\{p\d+:[^}]*\}|[A-Za-z_]\w*/g

/** The same text with names exchanged; what stands in quotes and what is a parameter stays. */
export const renamed = ({ text, params }: Sql, names: ReadonlyMap<string, string>): Sql => ({
  text: text.replace(TOKEN, (token) => names.get(token) ?? token),
  params,
})

interface Definition {
  readonly name: string
  readonly expression: Sql
}

/**
 * A setting for statements over many layers. Merged into one expression, what only a branch of an `if` uses is computed
 * anew at every use of it, and of what uses that: 78 s and 14 GB for four lines in a chain of twenty definitions, against
 * 0.06 s layer by layer. Short chains are a tenth to a quarter faster too: what several branches use is computed once.
 */
export const KEEP_LAYERS: Sql = sql`query_plan_merge_expressions = 0`

/**
 * `rows` with the definitions as further columns. A definition stands in a layer above all that it names, because the
 * engine would copy an alias into every place that uses it; those that do not need each other share a layer, because
 * planning takes longer with every layer.
 */
export const inLayers = (rows: Sql, definitions: readonly Definition[]): Sql =>
  layersOf(definitions).reduce((inner, layer) => {
    const columns = layer.map(({ name, expression }) => sql`${expression} AS ${ident(name)}`)
    return sql`(SELECT *, ${join(columns, ',')} FROM ${inner})`
  }, rows)

const layersOf = (definitions: readonly Definition[]): readonly (readonly Definition[])[] => {
  const depths = new Map<string, number>()
  const layers: Definition[][] = []
  for (const definition of definitions) {
    const used = definition.expression.text.match(TOKEN) ?? []
    const depth = Math.max(0, ...used.map((name) => (depths.get(name) ?? -1) + 1))
    depths.set(definition.name, depth)
    ;(layers[depth] ??= []).push(definition)
  }
  return layers
}
