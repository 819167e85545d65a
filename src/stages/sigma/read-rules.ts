import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { Problems } from '../../sigma/problem.ts'
import { readPipeline, readPlaceholders } from '../../sigma/pipeline/read-pipeline.ts'
import { decodeRuleFile, type RuleFile } from '../../sigma/rule-file.ts'
import { buildRuleSet, type RuleSet } from '../../sigma/rule-set.ts'

export interface RuleOptions {
  /** Files of processing pipelines, and of placeholder values. */
  readonly pipelines?: readonly string[]
  readonly placeholders?: string | undefined
  readonly strictNeq?: boolean
}

/** Every rule under the paths: files as they are, of folders all `.yml` and `.yaml`. Never throws for a bad rule. */
export const readRules = async (paths: readonly string[], options: RuleOptions = {}): Promise<RuleSet> => {
  const problems = new Problems()
  const files = await readRuleFiles(paths, problems)
  const pipelineFiles = await readFiles(options.pipelines ?? [], problems)
  const pipelines = pipelineFiles.flatMap(({ path: file, text }) => readPipeline(text, file, problems) ?? [])
  const given = await readFiles(options.placeholders === undefined ? [] : [options.placeholders], problems)
  const values = new Map(given.flatMap(({ path: file, text }) => [...readPlaceholders(text, file, problems)]))
  const set = buildRuleSet(files, {
    pipelines,
    placeholders: { values, wildcards: new Set() },
    strictNeq: options.strictNeq ?? false,
  })
  return { ...set, problems: [...problems.all, ...set.problems] }
}

/** The texts under the paths, by name; what cannot be read is a problem. */
export const readRuleFiles = async (paths: readonly string[], problems: Problems): Promise<readonly RuleFile[]> => {
  const names = [...new Set((await Promise.all(paths.map((name) => filesAt(name, problems)))).flat())].sort()
  return readFiles(names, problems)
}

const filesAt = async (name: string, problems: Problems): Promise<readonly string[]> => {
  try {
    if (!(await stat(name)).isDirectory()) return [name]
    const found = await readdir(name, { recursive: true })
    return found.filter((file) => /\.ya?ml$/i.test(file)).map((file) => path.join(name, file))
  } catch (error) {
    unreadable(name, error, problems)
    return []
  }
}

const readFiles = async (names: readonly string[], problems: Problems): Promise<readonly RuleFile[]> => {
  const files: RuleFile[] = []
  for (const name of names) {
    try {
      const file = decodeRuleFile(name, await readFile(name), problems)
      if (file !== null) files.push(file)
    } catch (error) {
      unreadable(name, error, problems)
    }
  }
  return files
}

const unreadable = (name: string, error: unknown, problems: Problems): void => {
  const reason = error instanceof Error ? error.message : String(error)
  problems.add('sigma/file-unreadable', { file: name, line: 1, column: 1 }, { reason })
}
