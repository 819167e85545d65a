/**
 * Puts in place what is missing, and says what it does: the npm packages of the lock file and, for the tests, two
 * Debian packages. Uses Node's own modules only, so that it runs on a fresh clone; costs nothing when all is there.
 *
 *   node scripts/setup.mjs             packages of the lock file
 *   node scripts/setup.mjs --tests     these, and nginx and chromium from Debian
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const ROOT = path.dirname(import.meta.dirname)
const LOCK = path.join(ROOT, 'package-lock.json')
const MODULES = path.join(ROOT, 'node_modules')
const INSTALLED = path.join(MODULES, '.package-lock.json')
const STAMP = path.join(MODULES, '.mapae-lock')

const NEEDED_BY_TESTS = [
  { package: 'nginx-light', binaries: ['/usr/sbin/nginx', '/usr/bin/nginx'] },
  { package: 'chromium', binaries: ['/usr/bin/chromium'] },
]

const say = (text) => process.stderr.write(`set-up: ${text}\n`)

const run = (command, args) => {
  say([command, ...args].join(' '))
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return error === undefined && status === 0
}

const lockDigest = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex')

/** The stamp says which lock file was installed; an installation without one is compared by time. */
const isInstalled = () => {
  if (!existsSync(INSTALLED)) return false
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === lockDigest()
  return statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs
}

const isLink = (file) => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true

const installPackages = () => {
  if (isInstalled()) return
  say('npm packages are missing or older than package-lock.json')
  if (isLink(MODULES)) {
    say(
      'node_modules is a symbolic link; npm ci would empty the folder it leads to. Install there, or remove the link.',
    )
    process.exit(2)
  }
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) {
    say('npm ci failed. Check the connection to the npm registry and run again.')
    process.exit(2)
  }
  writeFileSync(STAMP, lockDigest())
}

const installDebianPackages = () => {
  const missing = NEEDED_BY_TESTS.filter(({ binaries }) => !binaries.some((file) => existsSync(file))).map(
    (need) => need.package,
  )
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(
      `not installed: ${missing.join(', ')}. The tests that need them are skipped by name. On Debian: apt-get install ${missing.join(' ')}`,
    )
    return
  }
  const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing])
  if (!(run('apt-get', ['update', '-q']) && install()))
    say(`could not install ${missing.join(', ')}; the tests that need them will say so.`)
}

installPackages()
if (process.argv.includes('--tests')) installDebianPackages()
