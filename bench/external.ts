/**
 * `npm run bench:external -- [--data ../shared/data] [--set NAME …]`: the detections on data that nobody here made. A line
 * a figure: set, part, what was asked, found of n. Sets and parts are never added up.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openEmbedded } from '../src/engine/embedded.ts'
import type { Engine } from '../src/engine/engine.ts'
import { crsFigures } from './external/crs-requests.ts'
import { scenarioFigures } from './external/crowdsec-scenarios.ts'
import type { Figure } from './external/figure.ts'
import { goldenSamlFigures } from './external/golden-saml.ts'
import { pantherFigures } from './external/panther-predicates.ts'
import { webParamFigures } from './external/web-params.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: path.resolve('../shared/data') },
    set: { type: 'string', multiple: true, default: [] },
  },
})

/** One process holds one data directory at a time: an engine of its own for each set that needs no case. */
const withEngine = async (measure: (engine: Engine) => Promise<readonly Figure[]>): Promise<readonly Figure[]> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-external-'))
  const engine = await openEmbedded(dir)
  try {
    return await measure(engine)
  } finally {
    await engine.close()
    await rm(dir, { recursive: true, force: true })
  }
}

const SETS: Readonly<Record<string, (folder: string) => Promise<readonly Figure[]>>> = {
  'crs-requests': (folder) => withEngine((engine) => crsFigures(engine, folder)),
  'web-params': (folder) => withEngine((engine) => webParamFigures(engine, folder)),
  'panther-tests': (folder) => withEngine((engine) => pantherFigures(engine, folder)),
  'cloudtrail-attacks': goldenSamlFigures,
  'crowdsec-fixtures': scenarioFigures,
}

for (const [name, measure] of Object.entries(SETS)) {
  if (values.set.length > 0 && !values.set.includes(name)) continue
  const folder = path.join(values.data, name)
  const figures = existsSync(folder) ? await measure(folder) : []
  if (figures.length === 0) process.stdout.write(`${name}\tnothing at ${folder}\n`)
  for (const { set, part, asks, n, found } of figures)
    process.stdout.write(`${set}\t${part}\t${asks}\t${found} of ${n}${n === 0 ? '' : ` (${((100 * found) / n).toFixed(1)} %)`}\n`) // biome-ignore format: one line
}
