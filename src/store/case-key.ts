import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CASE_KEY } from '../domain/case-files.ts'
import type { Case } from './case.ts'
import { CaseProblem } from './case-problem.ts'

/** 16 random bytes as hex, readable by their owner only: who has them can test a guessed credential against the case. */
export const makeKey = (root: string): void => {
  const file = path.join(root, CASE_KEY)
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
}

export const readKey = (root: string): Case['key'] => {
  const file = path.join(root, CASE_KEY)
  const hex = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new CaseProblem({ code: 'case/key-damaged', values: { file } })
  return { k0: BigInt(`0x${hex.slice(0, 16)}`), k1: BigInt(`0x${hex.slice(16)}`) }
}
