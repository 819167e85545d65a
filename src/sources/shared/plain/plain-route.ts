import type { ByteString } from '../../source-kind.ts'

const isId = (segment: ByteString): boolean => {
  const digits = segment.replace(/[^0-9]/g, '').length
  return (
    segment !== '' &&
    (digits >= Math.min(3, segment.length) || segment.includes('@') || (segment.length > 24 && !segment.includes('.')))
  )
}

const template = (segment: ByteString): string => {
  const ending = segment.split('.').at(-1) ?? ''
  return segment.includes('.') && ending.length <= 5 && !/[0-9]/.test(ending) ? `{id}.${ending}` : '{id}'
}

/** The route of `templated`, plainly. */
export const plainRoute = (path: ByteString): string =>
  path
    .split('/')
    .map((segment) => (isId(segment) ? template(segment) : segment))
    .join('/')

/** The object of `templated`, plainly. */
export const plainObject = (path: ByteString): string => path.split('/').filter(isId).join('/')
