import { buildDetection } from '../../src/sigma/build-rule.ts'
import type { BuildOptions } from '../../src/sigma/detection/build-item.ts'
import type { Expr } from '../../src/sigma/detection/expr.ts'
import { NO_PLACEHOLDERS } from '../../src/sigma/detection/placeholders.ts'
import { readDocuments } from '../../src/sigma/document/read-documents.ts'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import { eventOf } from '../../src/sigma/interpret/event.ts'
import { Problems, type SigmaProblem } from '../../src/sigma/problem.ts'

const HEAD = `title: A test rule
id: 5013ef5b-4d84-4c44-8a0b-6a3f3c7f0a01
author: Hong Gildong
description: A rule that a test made.
level: low
logsource:
  category: test
detection:
`

export const BUILD: BuildOptions = { placeholders: NO_PLACEHOLDERS, strictNeq: false }

export interface Built {
  readonly expr: Expr | null
  readonly problems: readonly SigmaProblem[]
}

/** A rule with this `detection` (YAML, two blanks deep). */
export const buildRule = (detection: string, options: BuildOptions = BUILD): Built => {
  const problems = new Problems()
  const { documents } = readDocuments(HEAD + detection, 'rule.yml', problems)
  const [document] = documents
  const expr = document?.kind === 'rule' ? buildDetection(document.detection, document.place, options, problems) : null
  return { expr, problems: problems.all }
}

/** Whether a rule with one selection matches the event. */
export const matches = (selection: string, event: Record<string, unknown>, options?: BuildOptions): boolean => {
  const { expr, problems } = buildRule(`  selection:\n    ${selection}\n  condition: selection\n`, options)
  if (expr === null) throw new Error(JSON.stringify(problems))
  return evaluate(expr, eventOf(event))
}

export const errorsOf = (problems: readonly SigmaProblem[]): readonly string[] =>
  problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)
