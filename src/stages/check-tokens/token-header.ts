/** The clear header of a token (RFC 7515, 4.1), as far as it decides how it is verified. */
export interface TokenHeader {
  readonly alg: string
  readonly kid: string
  /** A key that it brings along: a JWK, or a certificate in base64. */
  readonly jwk: Readonly<Record<string, unknown>> | null
  readonly certificate: string
  /** Whether a member stands in it twice: not allowed, and readers differ in which they take. */
  readonly isDouble: boolean
}

/** Null where it is no JSON object with an algorithm. */
export const readHeader = (text: string): TokenHeader | null => {
  const value = objectIn(text)
  if (value === null) return null
  const { alg, kid, jwk, x5c } = value
  if (typeof alg !== 'string' || alg === '') return null
  const [first]: readonly unknown[] = Array.isArray(x5c) ? x5c : []
  return {
    alg,
    kid: typeof kid === 'string' ? kid : '',
    jwk: isObject(jwk) ? jwk : null,
    certificate: typeof first === 'string' ? first : '',
    isDouble: membersOf(text) !== Object.keys(value).length,
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectIn = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** How many members stand in the outermost object of well-formed JSON: its colons outside of strings and of what it holds. */
const membersOf = (text: string): number => {
  let depth = 0
  let colons = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isText) {
      if (sign === '\\') at++
      else if (sign === '"') isText = false
    } else if (sign === '"') isText = true
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    else if (sign === ':' && depth === 1) colons++
  }
  return colons
}
