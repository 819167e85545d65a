import { visibleControls } from './visible-controls.ts'

/** Log text on a terminal: no control sequence reaches it, no line breaks, no reversed reading. */
export const terminalText = (text: string): string => visibleControls(text)
