import type { ByteString } from '../../source-kind.ts'

const isId = (segment: ByteString): boolean => {
  const judged = segment.replace(/%[89A-Fa-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])*/g, 'x')
  const digits = judged.replace(/[^0-9]/g, '').length
  const characters = judged.replace(/[\x80-\xbf]/g, '').length
  return (
    judged !== '' &&
    (digits >= Math.min(3, judged.length) || judged.includes('@') || (characters > 24 && !judged.includes('.')))
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
