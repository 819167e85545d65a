import type { RouteConfig } from './case-config.ts'

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const

/** Property names of an answer → categories of the W3C Data Privacy Vocabulary. Compared without case and separators. */
const PROPERTIES: readonly { readonly pattern: RegExp; readonly category: string }[] = [
  {
    pattern: /^(?:full|first|last|family|given|user|member|customer|receiver|recipient|real)?name$|^성명$|^이름$/,
    category: 'Name',
  },
  { pattern: /email|^mail(?:address)?$|이메일/, category: 'EmailAddress' },
  { pattern: /phone|mobile(?:no|number)?$|^tel(?:no|number)?$|전화|휴대/, category: 'TelephoneNumber' },
  {
    pattern: /^(?:home|delivery|shipping|street|road)?address(?:line)?\d?$|^(?:zip|postal)code$|주소|우편번호/,
    category: 'PhysicalAddress',
  },
  { pattern: /^(?:birth(?:day|date)?|dateofbirth|dob)$|생년월일/, category: 'BirthDate' },
  { pattern: /^(?:orders?|orderitems|purchases?|purchasehistory|orderhistory)$|주문/, category: 'PurchaseHistory' },
  { pattern: /^(?:card(?:no|number)|paymentcard)$|카드번호/, category: 'PaymentCard' },
  { pattern: /^(?:rrn|ssn|nationalid|residentregistrationnumber)$|주민등록/, category: 'OfficialID' },
]

/** What every operation of an OpenAPI 3 document returns in its 2xx answers, as routes of a case. */
export const openApiRoutes = (document: unknown): readonly RouteConfig[] => {
  if (!isNode(document) || !isNode(document['paths'])) return []
  const base = basePath(document)
  return Object.entries(document['paths']).flatMap(([path, item]) =>
    METHODS.flatMap((method): readonly RouteConfig[] => {
      const operation = isNode(item) ? item[method] : undefined
      if (!isNode(operation)) return []
      const returns = categoriesOf(document, operation)
      return returns.length === 0 ? [] : [{ route: `${method.toUpperCase()} ${base}${path}`, returns }]
    }),
  )
}

const basePath = (document: Node): string => {
  const servers = document['servers']
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined
  const url = isNode(first) && typeof first['url'] === 'string' ? first['url'] : ''
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '')
}

const categoriesOf = (document: Node, operation: Node): readonly string[] => {
  const responses = isNode(operation['responses']) ? operation['responses'] : {}
  const names = new Set<string>()
  for (const [status, response] of Object.entries(responses))
    if (status.startsWith('2')) collect(document, response, names, new Set())
  const found = [...names].flatMap((name) =>
    PROPERTIES.filter(({ pattern }) => pattern.test(plain(name))).map(({ category }) => category),
  )
  return [...new Set(found)].sort()
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')

/** Property names below a node; local references are followed once each. */
const collect = (document: Node, node: unknown, names: Set<string>, seen: Set<unknown>): void => {
  if (typeof node !== 'object' || node === null || seen.has(node)) return
  seen.add(node)
  if (Array.isArray(node)) {
    for (const item of node as readonly unknown[]) collect(document, item, names, seen)
    return
  }
  if (!isNode(node)) return
  const reference = node['$ref']
  if (typeof reference === 'string') collect(document, resolve(document, reference), names, seen)
  if (isNode(node['properties'])) for (const name of Object.keys(node['properties'])) names.add(name)
  for (const [key, value] of Object.entries(node))
    if (key !== 'example' && key !== 'examples') collect(document, value, names, seen)
}

const resolve = (document: Node, reference: string): unknown =>
  reference.startsWith('#/')
    ? reference
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (node, key) => (isNode(node) ? node[key.replace(/~1/g, '/').replace(/~0/g, '~')] : undefined),
          document,
        )
    : undefined
