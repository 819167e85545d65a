import { type Condition, KEYWORDS, tokenise } from '../detection/condition.ts'
import { namesFor, namesIn } from '../detection/resolve-condition.ts'
import type { Problems } from '../problem.ts'
import { entryOf, type MapNode } from '../yaml/tree.ts'
import type { Detection } from './model.ts'

export const checkConditions = (detection: Detection, map: MapNode, problems: Problems): void => {
  const names = [...detection.searches.keys()]
  const used = new Set(detection.conditions.flatMap(({ condition }) => namesIn(condition, names)))
  const parent = entryOf(map, 'detection')?.value ?? entryOf(map, 'filter')?.value
  for (const { key, keyPlace } of parent?.kind === 'map' ? parent.entries : []) {
    if (!detection.searches.has(key)) continue
    if (KEYWORDS.has(key.toLowerCase())) problems.add('sigma/identifier-is-keyword', keyPlace, { name: key })
    else if (/[\s()|*]/.test(key)) problems.add('sigma/identifier-form', keyPlace, { name: key })
    else if (!used.has(key) && detection.conditions.length > 0)
      problems.add('sigma/identifier-unused', keyPlace, { name: key })
  }
  const seen = new Set<string>()
  for (const { text, condition, place } of detection.conditions) {
    if (seen.has(text)) problems.add('sigma/condition-duplicate', place, { condition: text })
    seen.add(text)
    for (const token of tokenise(text)) {
      if (
        token.text !== token.text.toLowerCase() &&
        KEYWORDS.has(token.text.toLowerCase()) &&
        !names.includes(token.text)
      )
        problems.add('sigma/condition-keyword-case', place, { word: token.text })
    }
    for (const of of quantified(condition)) {
      if (of.pattern.toLowerCase() === 'them' && names.length === 1)
        problems.add('sigma/condition-them-of-one', place, { name: names[0] ?? '' })
      else if (of.quantity === 'all' && namesFor(of.pattern, names).length === 1)
        problems.add('sigma/condition-all-of-one', place, { pattern: of.pattern })
    }
  }
}

const quantified = (condition: Condition): readonly Extract<Condition, { kind: 'of' }>[] => {
  if (condition.kind === 'of') return [condition]
  if (condition.kind === 'identifier') return []
  return condition.kind === 'not' ? quantified(condition.part) : condition.parts.flatMap((part) => quantified(part))
}
