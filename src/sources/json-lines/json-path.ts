/** A step into a JSON value: a member's name or an index into an array (0-based). */
export type Step = string | number

/**
 * A place in a JSON value as people write it: `http.request.method`, `headers.User-Agent[0]`. A dot or bracket that is
 * part of a name has a backslash before it: `http\.method`.
 */
export type JsonPath = readonly Step[]

export const formatPath = (path: JsonPath): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    const name = step.replace(/[\\.[\]]/g, '\\$&')
    return text === '' ? name : `${text}.${name}`
  }, '')

/** One alternative a step; nothing nests, so the cost is linear in the text. */
const STEP = /\[(\d+)\]|((?:\\.|[^.[\]\\])+)/g

export const parsePath = (text: string): JsonPath =>
  [...text.matchAll(STEP)].map(
    ([, index, name = '']): Step => (index === undefined ? name.replace(/\\(.)/g, '$1') : Number(index)),
  )
