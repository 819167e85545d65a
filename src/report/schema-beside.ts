import { z } from 'zod'
import { ACT_KINDS } from '../domain/administrative-acts.ts'
import { count, whole } from './schema-parts.ts'

/** What stands beside the findings and is none: refused log-ins, acts of administration, matches of Sigma rules. */
export const refusedLogIns = z.strictObject({
  refused: count,
  tries: count,
  addresses: count,
  names: count,
  letIn: count,
  from: z.string().nullable(),
  to: z.string().nullable(),
  named: z.array(
    z.strictObject({
      door: z.string(),
      ip: z.string(),
      tries: whole,
      names: whole,
      letIn: whole,
      first: z.string(),
      last: z.string(),
      fromActor: z.boolean(),
      file: z.string(),
      line: whole,
    }),
  ),
})

export const administration = z.strictObject({
  acts: count,
  unusual: count,
  before: z.nullable(count),
  named: z.array(
    z.strictObject({
      kind: z.enum(ACT_KINDS),
      name: z.string(),
      principal: z.string(),
      ip: z.string(),
      done: whole,
      refused: whole,
      first: z.string(),
      last: z.string(),
      fromActor: z.boolean(),
      file: z.string(),
      line: whole,
    }),
  ),
})

export const sigma = z.strictObject({
  asked: z.number(),
  notRun: z.number(),
  rejected: z.number(),
  matches: z.array(
    z.strictObject({
      kind: z.enum(['rule', 'correlation']),
      title: z.string(),
      id: z.string(),
      author: z.string(),
      license: z.string(),
      level: z.string(),
      tags: z.array(z.string()),
      matches: count,
      ofActors: count,
      first: z.string(),
      last: z.string(),
      examples: z.array(z.strictObject({ file: z.string(), line: whole })),
    }),
  ),
})
