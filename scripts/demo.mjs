/**
 * `npm run demo`: a shop of 20,000 members whose signing key was stolen, simulated, investigated, and the summary
 * printed. Everything goes through the `mapae` command, as a person would type it.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const ROOT = path.dirname(import.meta.dirname)
const LOGS = 'demo-logs'
const CASE = 'demo-case'

const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 2)
}

const mapae = (...args) => {
  process.stderr.write(`\n$ mapae ${args.join(' ')}\n`)
  run(process.execPath, [path.join('dist', 'cli', 'main.js'), ...args])
}

run(process.execPath, [path.join('scripts', 'setup.mjs')])
run('npm', ['run', '--silent', 'build'])
for (const folder of [LOGS, CASE]) rmSync(path.join(ROOT, folder), { recursive: true, force: true })

mapae('simulate', 'stolen-key', '--seed', '1', '--members', '20000', '--days', '14', '--out', LOGS)
mapae('investigate', `${LOGS}/logs`, '--case', CASE, '--config', `${LOGS}/case.yaml`, '--summary')
