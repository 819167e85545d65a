/** The first item of a list whose member says so, whatever its capitals: a header among `{"name": …, "value": …}`. */
export interface Named {
  readonly member: string
  /** In small letters. */
  readonly is: string
}

/** A step into a JSON value: a member's name, an index into an array (0-based), or an item by its name. */
export type Step = string | number | Named

/**
 * A place in a JSON value as people write it: `http.request.method`, `headers.User-Agent[0]`, `headers[name=user-agent].value`.
 * A dot or bracket that is part of a name has a backslash before it: `http\.method`.
 */
export type JsonPath = readonly Step[]

/** A step as text; '' for none. */
export const nameOf = (step: Step | undefined): string => (typeof step === 'object' ? step.is : String(step ?? ''))

export const formatPath = (path: JsonPath): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (typeof step === 'object') return `${text}[${step.member}=${step.is}]`
    const name = step.replace(/[\\.[\]]/g, '\\$&')
    return text === '' ? name : `${text}.${name}`
  }, '')

/** One alternative a step; nothing nests, so the cost is linear in the text. */
const STEP = /\[(\d+)\]|\[(\w+)=([^\]]+)\]|((?:\\.|[^.[\]\\])+)/g

export const parsePath = (text: string): JsonPath =>
  [...text.matchAll(STEP)].map(([, index, member, is = '', name = '']): Step => {
    if (member !== undefined) return { member, is: is.toLowerCase() }
    return index === undefined ? name.replace(/\\(.)/g, '$1') : Number(index)
  })
