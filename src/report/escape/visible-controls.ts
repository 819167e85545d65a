/**
 * Characters that change what a reader sees without being seen: C0 and C1 controls (ANSI among them), direction
 * overrides and marks, zero-width characters, line separators, interlinear and tag characters, lone surrogates.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- they are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu

/** Hidden characters as visible escapes: `\x1b`, `\u{202e}`. A single pass over the text. */
export const visibleControls = (text: string): string =>
  text.replace(HIDDEN, (character) => escapeOf(character.codePointAt(0) ?? 0))

const escapeOf = (code: number): string =>
  code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
