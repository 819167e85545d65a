import type { AuthAction } from '../../domain/case-config.ts'

/** A piece of a message: behind a text, up to one of some characters. */
export interface Piece {
  readonly after: string
  /** Characters that end it. */
  readonly ends: string
  /** Looked for before the sign of the rule: its first place there; else behind the sign. */
  readonly isBefore?: true
  /** Its last place: what the client chose stands before it. */
  readonly isLast?: true
}

/** A message by what it says. */
export interface MessageRule {
  readonly sign: string
  /** What else it says, anywhere. */
  readonly also?: string
  /** '' for what is noted and decides nothing. */
  readonly action: AuthAction | ''
  readonly user?: Piece
  readonly address?: Piece
}

/** A program or appliance that tells of log-ins in messages of fixed wording. */
export interface MessageProgram {
  readonly id: string
  /** What its lines have, those about other things too. */
  readonly own: RegExp
  /** Where in a line its signs are looked for first: clients choose what stands behind them, or what stands before. */
  readonly sign: 'first' | 'last'
  readonly rules: readonly MessageRule[]
  /** Of programs that tell a log-in in several ways: whether it is these that the sample holds. */
  readonly fits?: (sample: Sample) => boolean
  /** Where in its times the day stands that it writes between slashes, before a colon and the clock. */
  readonly slashed?: 'day-first' | 'month-first'
}

export interface Sample {
  readonly has: (sign: string) => boolean
  readonly lines: readonly string[]
}
