import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** Inside the repository, so that its packages are found; apart from `dist/`, which packing empties. */
const OUT = path.join(ROOT, 'build', 'cli-under-test')

/** Node runs JavaScript: the command is built once, before any test, for those that start it as a process. */
export const setup = ({ provide }: TestProject): void => {
  const compiler = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const options = ['--outDir', OUT, '--tsBuildInfoFile', path.join(OUT, '.tsbuildinfo'), '--declaration', 'false']
  execFileSync(process.execPath, [compiler, '-p', path.join(ROOT, 'tsconfig.build.json'), ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  provide('cli', path.join(OUT, 'cli', 'main.js'))
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The built `mapae`, to be run with Node. */
    readonly cli: string
  }
}
