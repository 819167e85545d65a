import type { ScalarNode } from './tree.ts'

/** Written like a number for some YAML reader: hexadecimal, octal, leading zero, sign, exponent, `_`, base 60, infinity. */
const ODD_NUMBER =
  /^(?:[+-]?0[xob][0-9a-f_]+|[+-]?0[0-9_]+(?:\.\d*)?|\+\d[\d_]*(?:\.\d*)?|[+-]?\d[\d_]*\.?\d*e[+-]?\d+|[+-]?\d+_[\d_]*|[+-]?\d+(?::[0-5]?\d)+|[+-]?\.(?:inf|nan)|[+-]?\.\d+|[+-]?\d+\.)$/i

/** Booleans of YAML 1.1, text in YAML 1.2. */
const ODD_BOOLEAN = /^(?:yes|no|on|off|y|n)$/i

export interface Resolved {
  readonly type: ScalarNode['type']
  /** YAML readers disagree on what this is; it is taken as written. */
  readonly ambiguous: boolean
}

/**
 * What a plain (unquoted) scalar is. Where readers of YAML 1.1 and 1.2 agree, it is that; where they do not, it is the
 * text as the author typed it, because log fields hold text (`0x40810000` in a Windows event is those ten characters).
 */
export const resolvePlain = (text: string): Resolved => {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return { type: 'null', ambiguous: false }
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return { type: 'boolean', ambiguous: false }
  if (/^(?:0|-?[1-9]\d*)$/.test(text)) return { type: 'integer', ambiguous: false }
  if (/^-?(?:0|[1-9]\d*)\.\d+$/.test(text)) return { type: 'float', ambiguous: false }
  return { type: 'string', ambiguous: ODD_NUMBER.test(text) || ODD_BOOLEAN.test(text) }
}
