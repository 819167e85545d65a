import { jsonLines } from './json-lines/index.ts'
import type { SourceKind } from './source-kind.ts'
import { webAccess } from './web-access/index.ts'

/** In the order in which they are tried; the most confident one reads a file. */
export const SOURCES: readonly SourceKind[] = [webAccess, jsonLines]
