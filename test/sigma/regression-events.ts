import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { eventOf, type SigmaEvent } from '../../src/sigma/interpret/event.ts'

export interface RegressionCase {
  readonly rule: string
  readonly events: readonly SigmaEvent[]
  /** How many of the events match, where the case says so. */
  readonly count: number | null
}

/** SigmaHQ's regression cases: `info.yml` beside Windows events as JSON, one after another, or a raw line. */
export const regressionCases = (root: string): readonly RegressionCase[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('info.yml'))
    .sort()
    .map((name) => {
      const info = readFileSync(path.join(root, name), 'utf8')
      const rule = /rule_metadata:\s+- id: (\S+)/.exec(info)?.[1] ?? ''
      const folder = path.join(root, path.dirname(name))
      const count = /^\s+match_count: (\d+)/m.exec(info)?.[1]
      const events = readdirSync(folder).flatMap((file) => eventsOf(path.join(folder, file)))
      return { rule, events, count: count === undefined ? null : Number(count) }
    })

const eventsOf = (file: string): readonly SigmaEvent[] => {
  if (file.endsWith('.raw')) return [{ fields: new Map(), event: readFileSync(file) }]
  if (!file.endsWith('.json')) return []
  const documents = readFileSync(file, 'utf8').split(/(?<=^\})\s*(?=^\{)/m)
  return documents.map((text) => eventOf(windowsFields(JSON.parse(text) as WindowsEvent)))
}

interface WindowsEvent {
  readonly Event: Readonly<Record<string, unknown>>
}

/** The fields of Windows rules: those of `System` and of `EventData` or `UserData` by their own names, without blanks. */
const windowsFields = ({ Event }: WindowsEvent): Record<string, unknown> => ({
  ...leaves(Event['UserData']),
  ...leaves(Event['EventData']),
  ...leaves(Event['System']),
})

const leaves = (value: unknown): Record<string, unknown> => {
  const fields: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries((value ?? {}) as Record<string, unknown>)) {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) fields[name.replaceAll(' ', '')] = inner
    else if ('#attributes' in inner) {
      for (const [key, text] of Object.entries(inner['#attributes'] as Record<string, unknown>))
        fields[`${name}_${key}`] = text
      Object.assign(fields, leaves(Object.fromEntries(Object.entries(inner).filter(([key]) => key !== '#attributes'))))
    } else Object.assign(fields, leaves(inner))
  }
  return fields
}
