import type { SigmaDocument } from './document/model.ts'

/**
 * Who wrote a rule. The Detection Rule License 1.1 asks that matches of a rule name its author; so does decency, whatever
 * the licence.
 */
export interface Credit {
  readonly title: string
  readonly id: string
  readonly author: string
  readonly license: string
  readonly references: readonly string[]
}

export const creditOf = ({ meta }: SigmaDocument): Credit => ({
  title: meta.title,
  id: meta.id,
  author: meta.author,
  license: meta.license,
  references: meta.references,
})
