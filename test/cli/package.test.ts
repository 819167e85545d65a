import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { parseReport } from '../../src/report/report-json.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-package-'))

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** As npm would install it: unpacked under `node_modules`, its dependencies beside it. */
const unpack = (tarball: string): string => {
  const modules = path.join(root, 'node_modules')
  mkdirSync(modules)
  execFileSync('tar', ['-xzf', tarball, '-C', modules])
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(modules, 'package', 'node_modules'))
  return path.join(modules, 'package')
}

it('packs into a package whose command runs from an empty folder', () => {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', root], { cwd: ROOT, encoding: 'utf8' })
  const [{ filename, files, version }] = JSON.parse(packed) as [
    { filename: string; version: string; files: readonly { readonly path: string }[] },
  ]
  const paths = files.map((file) => file.path)
  expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'package.json', 'dist/cli/main.js']))
  expect(paths.filter((file) => !/^(?:dist\/.*\.(?:js|d\.ts)|LICENSE|README\.md|package\.json)$/.test(file))).toEqual(
    [],
  )
  const dir = unpack(path.join(root, filename))
  const { bin } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')) as { bin: { mapae: string } }
  const command = path.join(dir, bin.mapae)
  expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(statSync(command).isFile()).toBe(true)

  const empty = path.join(root, 'empty')
  mkdirSync(empty)
  const mapae = (...argv: readonly string[]) =>
    spawnSync(process.execPath, [command, ...argv], {
      cwd: empty,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    })
  expect(mapae('--version')).toMatchObject({ status: 0, stdout: `${version}\n` })
  writeFileSync(
    path.join(empty, 'access.log'),
    '192.0.2.1 - - [01/Mar/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8"\n',
  )
  const { status, stdout } = mapae('investigate', 'access.log', '--json')
  expect(status).toBe(0)
  expect(parseReport(stdout).totals.parsed.value).toBe(1n)
})
