import type { SourceConfig } from '../../domain/case-config.ts'
import type { AboutFile, Recognition, SourceKind } from '../source-kind.ts'

interface Said {
  readonly config: SourceConfig | undefined
  readonly about: AboutFile | undefined
  readonly recognition: Recognition | null
}

/** The same kind, which looks at a sample once: whether its lines are a mixture is asked of every kind before they are asked themselves. */
export const onceEach = (kind: SourceKind): SourceKind => {
  const said = new WeakMap<readonly string[], Said>()
  return {
    ...kind,
    recognise: (lines, config, about) => {
      const before = said.get(lines)
      if (before !== undefined && before.config === config && before.about === about) return before.recognition
      const recognition = kind.recognise(lines, config, about)
      said.set(lines, { config, about, recognition })
      return recognition
    },
  }
}
