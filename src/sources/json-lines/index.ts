import type { SourceKind } from '../source-kind.ts'
import { recogniseWithActs } from './acts.ts'
import { compileJsonLines } from './compile.ts'
import { readJsonLines } from './read.ts'

export const jsonLines: SourceKind = {
  id: 'json-lines',
  title: 'JSON lines',
  description: 'One JSON object a line, nested to any depth: requests, authentication events, or both.',
  generic: true,
  recognise: recogniseWithActs,
  compile: compileJsonLines,
  read: readJsonLines,
}
