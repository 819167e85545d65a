/** Before packing: a build in an empty `dist/`, so that no file of an earlier build gets into the package. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const ROOT = path.dirname(import.meta.dirname)

rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true })
const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] })
process.exit(status ?? 2)
