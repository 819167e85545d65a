import { gunzipSync, gzipSync } from 'node:zlib'
import type { SimulationOptions, SimulationSummary } from '../../src/simulate/options.ts'
import type { SimulationEffects } from '../../src/simulate/output/effects.ts'
import type { Shape } from '../../src/simulate/shapes/shape.ts'
import { simulate } from '../../src/simulate/simulate.ts'

export interface SeenLine {
  readonly path: string
  readonly text: string
  readonly actor: number
}

export interface InMemory {
  readonly summary: SimulationSummary
  /** Path under the output folder → bytes as written. */
  readonly files: ReadonlyMap<string, Buffer>
  readonly lines: readonly SeenLine[]
  text(path: string): string
}

/** Runs a simulation without touching the disk. */
export const simulateInMemory = async (options: Omit<SimulationOptions, 'out'>): Promise<InMemory> => {
  const files = new Map<string, Buffer>()
  const lines: SeenLine[] = []
  const effects: SimulationEffects = {
    list: async () => [],
    append: async (path, bytes) => void files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), bytes])),
    write: async (path, text) => void files.set(path, Buffer.from(text)),
    compress: async (bytes) => gzipSync(bytes, { level: 1 }),
    progress: () => undefined,
    observe: (path, text, actor) => void lines.push({ path, text, actor }),
  }
  const summary = await simulate({ ...options, out: 'out' }, effects)
  return { summary, files, lines, text: (path) => textOf(files.get(path) ?? Buffer.alloc(0), path) }
}

const textOf = (bytes: Buffer, path: string): string =>
  (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')

/** Lines of the authentication log. */
export const authLines = (run: InMemory, shape: Shape): readonly string[] => {
  const [before = '', after = ''] = shape.files.auth('*').split('*')
  return run.lines
    .filter(({ path }) => path.startsWith(`out/logs/${before}`) && path.endsWith(after))
    .map(({ text }) => text)
}

export interface TruthFile {
  readonly evasion: string
  readonly entryVectors: readonly string[]
  readonly firstEvent: string | null
  readonly firstExposure: string | null
  readonly lastEvent: string | null
  readonly addresses: number
  readonly affectedAccounts: number
  readonly from: string
  readonly to: string
  readonly actors: readonly {
    readonly entryVector: string
    readonly requests: number
    readonly views: number
    readonly addresses: number
  }[]
  readonly confounders: readonly { readonly kind: string; readonly values: Readonly<Record<string, unknown>> }[]
}

export const truthOf = (run: InMemory): TruthFile => JSON.parse(run.text('out/truth/truth.json')) as TruthFile

export const affectedOf = (run: InMemory): readonly string[] =>
  run.text('out/truth/affected.csv').trimEnd().split('\n').slice(1)
