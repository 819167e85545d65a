import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RuleFile } from '../../src/sigma/rule-file.ts'

/** Every `.yml` under the folders of `root` whose names start with `rules`, in the order of their paths. */
export const corpusFiles = (root: string): readonly RuleFile[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.startsWith('rules') && name.endsWith('.yml'))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') }))
