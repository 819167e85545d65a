import type { SourceConfig } from '../../domain/case-config.ts'
import type { AboutFile, SourceKind } from '../source-kind.ts'
import { isBlank } from './plain/plain-event.ts'

/** Whether a kind can be one that reads every line of the sample, as far as one line tells. */
export const mayReadAll = (
  kind: SourceKind,
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): boolean => {
  const first = kind.isByLine === true ? lines.find((line) => !isBlank(line)) : undefined
  return first === undefined || kind.recognise([first], config, about) !== null
}
