/** `GET /a/{x}/b` as written by people; `{…}` stands for exactly one segment, no method for any. */
export interface RoutePattern {
  readonly method: string
  readonly segments: readonly string[]
}

export const parseRoutePattern = (text: string): RoutePattern => {
  const [first = '', second] = text.trim().split(/\s+/)
  const path = second ?? first
  return {
    method: second === undefined ? '' : first.toUpperCase(),
    segments: (path.split('?')[0] ?? '').split('/'),
  }
}

const isSlot = (segment: string): boolean =>
  (segment.startsWith('{') && segment.endsWith('}')) || segment.startsWith(':')

/** 1-based positions (as `splitByChar('/', path)` counts) of the pattern's slots, or undefined where it does not match: a request without a route matches nothing; a declared route holds for each operation behind it. */
export const matchRoute = (pattern: RoutePattern, method: string, route: string): readonly number[] | undefined => {
  if (route === '' || (pattern.method !== '' && pattern.method !== method)) return undefined
  const segments = (route.split('?')[0] ?? '').split('/')
  if (segments.length !== pattern.segments.length) return undefined
  const fits = pattern.segments.every((segment, i) => isSlot(segment) || segment === segments[i])
  return fits ? pattern.segments.flatMap((segment, i) => (isSlot(segment) ? [i + 1] : [])) : undefined
}
