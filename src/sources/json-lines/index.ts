import type { SourceKind } from '../source-kind.ts'
import { compileJsonLines } from './compile.ts'
import { readJsonLines } from './read.ts'
import { recogniseJsonLines } from './recognise.ts'

export const jsonLines: SourceKind = {
  id: 'json-lines',
  title: 'JSON lines',
  description: 'One JSON object a line, nested to any depth: requests, authentication events, or both.',
  generic: true,
  recognise: recogniseJsonLines,
  compile: compileJsonLines,
  read: readJsonLines,
}
