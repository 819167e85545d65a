/** `npm run bench:NAME -- ARGS`: set-up, build of `bench/` and a run of it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'

const ROOT = path.dirname(import.meta.dirname)
const [name, ...args] = process.argv.slice(2)

const run = (command, parameters) => {
  const { status } = spawnSync(command, parameters, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 2)
}

run(process.execPath, [path.join('scripts', 'setup.mjs')])
run('npx', ['--no-install', 'tsc', '-p', 'tsconfig.bench.json'])
run(process.execPath, ['--expose-gc', path.join('build', 'bench', `${name}.js`), ...args])
