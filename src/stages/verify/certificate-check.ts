import type { Json } from '../../domain/json.ts'
import type { Certificate, Message } from '../../domain/report-model.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ParamValue } from '../../engine/sql.ts'
import { canonicalJson } from '../../seal/canonical-json.ts'
import { plainJson } from '../../seal/plain-json.ts'
import { type Check, done } from './result.ts'

/** Runs the SQL of every certificate exactly as it stands in the report and compares the answer. */
export const checkCertificates = async (engine: Engine, certificates: readonly Certificate[]): Promise<Check> => {
  const failures: Message[] = []
  for (const certificate of certificates) failures.push(...(await checkOne(engine, certificate)))
  return done('verify/certificates', certificates.length, failures)
}

const checkOne = async (engine: Engine, { id, sql, params, result }: Certificate): Promise<readonly Message[]> => {
  try {
    const [row] = await engine.rows({ text: sql, params: typedParams(sql, params) })
    const [reported, found] = [asText(JSON.parse(result) as Json), asText(plainJson(row ?? {}))]
    return found === reported
      ? []
      : [{ code: 'verify/certificate-differs', values: { certificate: id, reported, found } }]
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return [{ code: 'verify/certificate-failed', values: { certificate: id, detail } }]
  }
}

/** Canonical, with every number as text: certificates keep them so. */
const asText = (value: Json): string => canonicalJson(textLeaves(value))

const textLeaves = (value: Json): Json => {
  if (value === null || typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map(textLeaves)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, textLeaves(member)]))
}

/** In the report's JSON an array of integers is one of decimal texts; the placeholder says which it was. */
const typedParams = (text: string, params: Certificate['params']): Readonly<Record<string, ParamValue>> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const integers = Array.isArray(value) && new RegExp(`\\{${name}:Array\\(U?Int\\d+\\)\\}`).test(text)
      return [name, integers ? value.map((item) => BigInt(item as string)) : (value as ParamValue)]
    }),
  )
