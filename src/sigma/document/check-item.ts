import { parseNetwork } from '../detection/network.ts'
import { hasWildcard, readPattern } from '../detection/pattern.ts'
import { placeholderNames } from '../detection/placeholders.ts'
import type { Item } from '../detection/search.ts'
import type { Problems } from '../problem.ts'
import type { ScalarNode } from '../yaml/tree.ts'

/** Modifiers that other tools have beside the specification. */
const EXTENSIONS = new Set(['ignorecase', 'multiline', 'dotall'])
const PLACES = new Set(['contains', 'startswith', 'endswith'])
const ENCODINGS = ['base64', 'base64offset', 'wide', 'utf16', 'utf16le', 'utf16be']

/** Slips in one detection item that are no errors. */
export const checkItem = (item: Item, problems: Problems): void => {
  const field = item.field ?? ''
  const seen = new Set<string>()
  for (const modifier of item.modifiers) {
    if (seen.has(modifier) && !/^(?:base64|base64offset|wide|utf16.*)$/.test(modifier))
      problems.add('sigma/modifier-repeated', item.place, { modifier, field })
    seen.add(modifier)
    if (EXTENSIONS.has(modifier)) problems.add('sigma/modifier-extension', item.place, { modifier })
  }
  if (item.modifiers.filter((modifier) => PLACES.has(modifier)).length > 1)
    problems.add('sigma/modifier-needless', item.place, { modifiers: item.modifiers.join('|'), field })
  checkDuplicates(item, problems)
  for (const scalar of item.values) checkScalar(item, scalar, problems)
}

const isRaw = (item: Item): boolean =>
  item.modifiers.some((modifier) => modifier === 're' || modifier === 'cidr' || modifier === 'fieldref')

const checkDuplicates = (item: Item, problems: Problems): void => {
  const cased = isRaw(item) || item.modifiers.some((modifier) => modifier === 'cased' || ENCODINGS.includes(modifier))
  const seen = new Map<string, string>()
  for (const { text, place } of item.values) {
    const key = cased ? text : text.toLowerCase()
    if (seen.has(key)) problems.add('sigma/value-duplicate', place, { value: text, field: item.field ?? '' })
    seen.set(key, text)
  }
  if (item.modifiers.join() === 'contains') checkContained(item, [...seen.keys()], problems)
}

/** Of two `contains` values, one inside the other makes the longer one needless. Bounded: long lists are data. */
const checkContained = (item: Item, values: readonly string[], problems: Problems): void => {
  if (values.length > 200) return
  for (const { text, place } of item.values) {
    const inner = values.find(
      (value) => value !== '' && value !== text.toLowerCase() && text.toLowerCase().includes(value),
    )
    if (inner !== undefined && !hasWildcard(readPattern(inner)))
      problems.add('sigma/value-contained', place, { value: text, inner })
  }
}

const checkScalar = (item: Item, scalar: ScalarNode, problems: Problems): void => {
  const { text, place, type } = scalar
  if (type !== 'string') return
  if (item.modifiers.includes('cidr')) {
    if (parseNetwork(text)?.hostBits === true) problems.add('sigma/cidr-host-bits', place, { network: text })
    return
  }
  if (item.modifiers.includes('re')) checkRegexText(text, scalar, problems)
  else if (!isRaw(item)) checkText(item, scalar, problems)
}

const checkRegexText = (text: string, { place }: ScalarNode, problems: Problems): void => {
  if (text !== '' && /^[\w /:-]*$/.test(text)) problems.add('sigma/regex-needless', place, { regex: text })
}

// oxlint-disable-next-line no-control-regex -- that is what it looks for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/

const checkText = (item: Item, { text, place }: ScalarNode, problems: Problems): void => {
  const at = { field: item.field ?? '', value: text }
  const moved = item.modifiers.some((modifier) => PLACES.has(modifier))
  if (text === '' && moved) problems.add('sigma/value-empty-needle', place, at)
  if (text === '*' && item.field !== null) problems.add('sigma/value-only-wildcard', place, at)
  if (text.includes('**')) problems.add('sigma/value-wildcards-doubled', place, at)
  if (!moved && item.field !== null && /^\*[^*?\\]+\*$/.test(text))
    problems.add('sigma/value-outer-wildcards', place, at)
  if (CONTROL.test(text)) problems.add('sigma/value-control-character', place, at)
  if (/(?<!\\)\\$/.test(text) && item.modifiers.length === 0) problems.add('sigma/value-lone-backslash', place, at)
  if (!moved && text !== text.trim()) problems.add('sigma/value-blank-edges', place, at)
  if (!item.modifiers.includes('expand') && placeholderNames(text).length > 0 && /^%\w+%$/.test(text))
    problems.add('sigma/value-looks-like-placeholder', place, at)
  if (/\(\?[:i=!]|\.\*|\\[dws][+*]/.test(text)) problems.add('sigma/value-regex-looking', place, at)
}
