import type { SourceConfig } from '../../domain/case-config.ts'
import type { HttpEvent } from '../events.ts'

/** How the web hosts write their log. */
export interface AccessFormat {
  readonly config: Pick<SourceConfig, 'kind' | 'format' | 'fields' | 'zone'>
  readonly extension: 'log' | 'jsonl'
  /** `stamp` is what the host's clock said. */
  line(event: HttpEvent, stamp: number, hostName: string): string
}

export const orDash = (text: string): string => (text === '' ? '-' : text)
