import { z } from 'zod'
import { CREDIBILITIES, HYPOTHESES, RATINGS, RELIABILITIES } from '../domain/competing-hypotheses.ts'
import { AUTH_ACTIONS, type CaseConfig, EVENT_FIELDS } from '../domain/case-config.ts'

const isZone = (zone: string): boolean => {
  if (/^[+-]\d{2}:\d{2}$/.test(zone)) return true
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

const zone = z.string().refine(isZone, { error: 'zone-name' })

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'address-or-network',
})

const source = z.strictObject({
  match: z.string().min(1),
  name: z.string().min(1).optional(),
  host: z.string().optional(),
  kind: z.string().optional(),
  format: z.string().optional(),
  zone: zone.optional(),
  log: z.enum(['access', 'auth']).optional(),
  proxies: z.int().min(1).max(32).optional(),
  fields: z.strictObject(optionalOf(EVENT_FIELDS, z.string())).optional(),
  actions: z.strictObject(optionalOf(AUTH_ACTIONS, z.array(z.string()))).optional(),
})

/** One optional member a name; the compiler checks the names against the domain's types. */
function optionalOf<Name extends string, Schema extends z.ZodType>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, z.ZodExactOptional<Schema>> {
  return Object.fromEntries(names.map((name) => [name, schema.exactOptional()])) as Record<
    Name,
    z.ZodExactOptional<Schema>
  >
}

const subject = z.templateLiteral(['query:', z.string().min(1)])

const route = z.strictObject({
  route: z.string().regex(/^([A-Za-z]+ +)?\//, { error: 'route-pattern' }),
  returns: z.array(z.string().min(1)),
  subject: z
    .union([z.literal('principal'), z.literal('object'), subject], { error: 'principal | object | query:<name>' })
    .optional(),
  access: z.enum(['public', 'login']).optional(),
})

const networks = z.strictObject({
  own: z.array(address).optional(),
  partner: z.array(address).optional(),
  test: z.array(address).optional(),
})

const accounts = z.strictObject({
  partner: z.array(z.string()).optional(),
  staff: z.array(z.string()).optional(),
  test: z.array(z.string()).optional(),
})

const rates = z.strictObject(optionalOf(HYPOTHESES, z.enum(RATINGS)))

const hypotheses = z.strictObject({
  evidence: z
    .array(
      z.strictObject({
        what: z.string().min(1),
        by: z.string().min(1),
        why: z.string().min(1),
        reliability: z.enum(RELIABILITIES).optional(),
        credibility: z.literal(CREDIBILITIES).optional(),
        rates,
      }),
    )
    .optional(),
  ratings: z
    .array(z.strictObject({ evidence: z.string().min(1), by: z.string().min(1), why: z.string().min(1), rates }))
    .optional(),
})

const key = z.strictObject({
  file: z.string().min(1),
  kid: z.string().min(1).optional(),
  retired: z.iso.datetime({ offset: true, error: 'time-with-offset' }).optional(),
})

export const caseConfigSchema = z.strictObject({
  name: z.string().min(1).optional(),
  zone: zone.optional(),
  sources: z.array(source).optional(),
  networks: networks.optional(),
  accounts: accounts.optional(),
  routes: z.array(route).optional(),
  openapi: z.string().min(1).optional(),
  keys: z.array(key).optional(),
  hypotheses: hypotheses.optional(),
}) satisfies z.ZodType<CaseConfig>

/** JSON Schema (draft 2020-12) of `case.yaml`, for editors. */
export const caseConfigJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(caseConfigSchema),
  title: 'case.yaml',
})
