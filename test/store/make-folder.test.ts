import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/store/make-folder.ts'

describe('makeFolder', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-folder-'))
  })
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  it('makes a folder and those above it, and takes one that is there', () => {
    const deep = path.join(dir, 'a', 'b', 'c')
    makeFolder(deep)
    expect(existsSync(deep)).toBe(true)
    makeFolder(deep)
  })

  it('says what is in its way', () => {
    const file = path.join(dir, 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(file)).toThrow('EEXIST')
    expect(() => makeFolder(path.join(file, 'below'))).toThrow('ENOTDIR')
  })

  it.runIf(process.platform === 'linux')('ends where a folder that exists takes no folders', () => {
    expect(() => makeFolder('/proc/mapae-no-such-folder/case')).toThrow('ENOENT')
  })
})
