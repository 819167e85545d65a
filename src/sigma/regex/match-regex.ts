import { inRanges, type Ranges, type Regex, WORD } from './regex.ts'

type Where = Extract<Regex, { kind: 'at' }>['where']

type Instruction =
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'split'; readonly to: readonly number[] }
  | { readonly kind: 'at'; readonly where: Where }
  | { readonly kind: 'end' }

/**
 * Whether the expression matches anywhere in the text. A simulation of the automaton (Thompson 1968): linear in the
 * text, because the text is the attacker's and a backtracking matcher could be made to hang.
 */
export const matchRegex = (regex: Regex, text: readonly number[]): boolean => {
  const program = compile(regex)
  if (text.some((codePoint) => codePoint >= 0x80) && matchesInsideCharacter(program)) return true
  let current = new Set<number>()
  for (let at = 0; at <= text.length; at++) {
    const reached = closure(program, [...current, 0], (where) => holds(where, text, at))
    if (reached.has(program.length - 1)) return true
    const codePoint = text[at]
    if (codePoint === undefined) return false
    current = new Set()
    for (const index of reached) {
      const instruction = program[index]
      if (instruction?.kind === 'set' && inRanges(instruction.ranges, codePoint)) current.add(index + 1)
    }
  }
  return false
}

const closure = (
  program: readonly Instruction[],
  from: readonly number[],
  isAt: (where: Where) => boolean,
): ReadonlySet<number> => {
  const reached = new Set<number>()
  const pending = [...from]
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (reached.has(index)) continue
    reached.add(index)
    const instruction = program[index]
    if (instruction?.kind === 'split') pending.push(...instruction.to)
    else if (instruction?.kind === 'at' && isAt(instruction.where)) pending.push(index + 1)
  }
  return reached
}

/**
 * The engine reads bytes: between those of one character beyond ASCII no word begins or ends, so `\B` holds there. Only
 * an expression that needs no character at all can end there.
 */
const matchesInsideCharacter = (program: readonly Instruction[]): boolean =>
  closure(program, [0], (where) => where === 'inside').has(program.length - 1)

const isWord = (codePoint: number | undefined): boolean => codePoint !== undefined && inRanges(WORD, codePoint)

const holds = (where: Where, text: readonly number[], at: number): boolean => {
  switch (where) {
    case 'start':
      return at === 0
    case 'end':
      return at === text.length
    case 'line-start':
      return at === 0 || text[at - 1] === 10
    case 'line-end':
      return at === text.length || text[at] === 10
    case 'boundary':
      return isWord(text[at - 1]) !== isWord(text[at])
    case 'inside':
      return isWord(text[at - 1]) === isWord(text[at])
  }
}

const compiled = new WeakMap<Regex, readonly Instruction[]>()

const compile = (regex: Regex): readonly Instruction[] => {
  const known = compiled.get(regex)
  if (known !== undefined) return known
  const program: Instruction[] = []
  emit(regex, program)
  program.push({ kind: 'end' })
  compiled.set(regex, program)
  return program
}

const emit = (regex: Regex, program: Instruction[]): void => {
  if (regex.kind === 'set') program.push({ kind: 'set', ranges: regex.ranges })
  else if (regex.kind === 'at') program.push({ kind: 'at', where: regex.where })
  else if (regex.kind === 'sequence') for (const part of regex.parts) emit(part, program)
  else if (regex.kind === 'choice') emitChoice(regex.parts, program)
  else emitRepeat(regex, program)
}

const emitChoice = (parts: readonly Regex[], program: Instruction[]): void => {
  const fork = program.push({ kind: 'split', to: [] }) - 1
  const starts: number[] = []
  const ends: number[] = []
  for (const part of parts) {
    starts.push(program.length)
    emit(part, program)
    ends.push(program.push({ kind: 'split', to: [] }) - 1)
  }
  program[fork] = { kind: 'split', to: starts }
  for (const end of ends) program[end] = { kind: 'split', to: [program.length] }
}

const emitRepeat = (regex: Extract<Regex, { kind: 'repeat' }>, program: Instruction[]): void => {
  for (let n = 0; n < regex.min; n++) emit(regex.part, program)
  if (regex.max === Infinity) {
    const fork = program.push({ kind: 'split', to: [] }) - 1
    emit(regex.part, program)
    program.push({ kind: 'split', to: [fork] })
    program[fork] = { kind: 'split', to: [fork + 1, program.length] }
    return
  }
  const forks: number[] = []
  for (let n = regex.min; n < regex.max; n++) {
    forks.push(program.push({ kind: 'split', to: [] }) - 1)
    emit(regex.part, program)
  }
  for (const fork of forks) program[fork] = { kind: 'split', to: [fork + 1, program.length] }
}
