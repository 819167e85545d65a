import { createHmac } from 'node:crypto'

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token; `alg: none` has no signature, and any secret gives one of the right length. */
export const jwtOf = (
  header: { readonly alg: string; readonly kid?: string },
  claims: object,
  secret = 's',
): string => {
  const body = `${part({ ...header, typ: 'JWT' })}.${part(claims)}`
  const signature = header.alg === 'none' ? '' : createHmac('sha256', secret).update(body).digest('base64url')
  return `${body}.${signature}`
}
