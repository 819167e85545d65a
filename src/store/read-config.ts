import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { CaseConfig } from '../domain/case-config.ts'
import { CASE_YAML } from '../domain/case-files.ts'
import { parseCaseConfig } from './case-config.ts'
import { CaseProblem } from './case-problem.ts'
import type { CaseStore, Json } from './case-store.ts'
import { keepKeys, type KeptKeys } from './keep-keys.ts'
import { CASE_TEMPLATE } from './case-template.ts'

/** A checked `case.yaml` that the case does not know yet. */
export interface ReadConfig {
  readonly text: string
  readonly config: CaseConfig
  /** Folder that the file was given from; '' where it is the case's own. */
  readonly base: string
}

/** Reads and checks, and changes nothing: a case with a wrong `case.yaml` stays as it was. */
export const readConfig = (root: string, given: string | undefined): ReadConfig => {
  if (given !== undefined) {
    const text = readText(given)
    return { text, config: parseCaseConfig(text, given), base: path.dirname(path.resolve(given)) }
  }
  const own = path.join(root, CASE_YAML)
  const text = existsSync(own) ? readText(own) : CASE_TEMPLATE
  return { text, config: parseCaseConfig(text, own), base: '' }
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CaseProblem({ code: 'config/unreadable', values: { file, reason } }, [], cause)
  }
}

/**
 * Keeps the file, the OpenAPI document and the public keys that it names in the case, so that the case can be handed over; the ledger
 * records the text, so that a change between two runs shows. The result names the document by its path in the case.
 */
export const keepConfig = (
  root: string,
  read: ReadConfig,
  store: CaseStore,
): { readonly config: CaseConfig; readonly tokenKeys: KeptKeys } => {
  const own = path.join(root, CASE_YAML)
  if (!existsSync(own) || readText(own) !== read.text) writeFileSync(own, read.text)
  const openapi = keepOpenApi(root, read)
  const tokenKeys = keepKeys(root, read.base === '' ? root : read.base, read.config.keys ?? [])
  const body: Json = {
    text: read.text,
    openapi: openapi === undefined ? null : readText(openapi),
    ...(tokenKeys.keys.length === 0 ? {} : { keys: tokenKeys.keys as unknown as Json }),
  }
  store.put('case', 'config', body)
  return { config: openapi === undefined ? read.config : { ...read.config, openapi }, tokenKeys }
}

const keepOpenApi = (root: string, { config, base }: ReadConfig): string | undefined => {
  if (config.openapi === undefined) return undefined
  const kept = path.join(root, 'openapi', path.basename(config.openapi))
  const source = path.resolve(base === '' ? root : base, config.openapi)
  if (source !== kept && existsSync(source)) {
    mkdirSync(path.dirname(kept), { recursive: true })
    copyFileSync(source, kept)
  }
  if (existsSync(kept)) return kept
  throw new CaseProblem({ code: 'config/no-such-file', values: { file: config.openapi, looked: source } })
}
