import type { Problems } from '../problem.ts'
import { entryOf, type MapNode } from '../yaml/tree.ts'

/** Namespaces of the Sigma tags appendix. */
const NAMESPACES = ['attack', 'car', 'cve', 'd3fend', 'detection', 'stp', 'tlp']

/** Enterprise tactics of MITRE ATT&CK, with both spellings that rules use. */
const TACTICS = new Set(
  [
    'reconnaissance',
    'resource-development',
    'initial-access',
    'execution',
    'persistence',
    'privilege-escalation',
    'defense-evasion',
    'defense-impairment',
    'stealth',
    'credential-access',
    'discovery',
    'lateral-movement',
    'collection',
    'command-and-control',
    'exfiltration',
    'impact',
  ].flatMap((tactic) => [tactic, tactic.replaceAll('-', '_')]),
)

/** Techniques, groups, software, campaigns, mitigations, tactics, data sources. */
const ATTACK_ID = /^(?:t\d{4}(?:\.\d{3})?|[gscm]\d{4}|ta\d{4}|ds\d{4})$/
const TLP = new Set(['red', 'amber', 'amber-strict', 'amber+strict', 'green', 'clear', 'white'])

export const checkTags = (map: MapNode, problems: Problems): void => {
  const tags = entryOf(map, 'tags')?.value
  for (const tag of tags?.kind === 'list' ? tags.items : []) {
    if (tag.kind !== 'scalar') continue
    const { text, place } = tag
    const [namespace = '', ...rest] = text.split('.')
    const name = rest.join('.')
    if (!/^[a-z0-9_-]+\.[a-z0-9._-]+$/.test(text)) problems.add('sigma/tag-form', place, { tag: text })
    else if (!NAMESPACES.includes(namespace))
      problems.add('sigma/tag-namespace', place, { tag: text, known: NAMESPACES.join(', ') })
    else if (namespace === 'attack' && !TACTICS.has(name) && !ATTACK_ID.test(name))
      problems.add('sigma/tag-attack', place, { tag: text })
    else if (namespace === 'tlp' && !TLP.has(name)) problems.add('sigma/tag-tlp-unknown', place, { tag: text })
  }
}
