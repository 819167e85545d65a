/**
 * Korean particles follow the last *sound* of the word before them: 은/는, 이/가, 을/를, 과/와, 으로/로. Hangul tells it
 * exactly, digits are read as Sino-Korean numbers; Latin words can only be guessed from their spelling.
 */
export type Ending = 'consonant' | 'rieul' | 'vowel' | 'unknown'

export const endingOf = (text: string): Ending => {
  const bare = text.normalize('NFC').replace(/[^\p{L}\p{N}%]+$/u, '')
  const last = bare.at(-1)
  if (last === undefined) return 'unknown'
  if (last === '%') return 'vowel'
  if (/[0-9]/.test(last)) return endingOfNumber(bare)
  if (/[가-힣]/.test(last)) return endingOfSyllable(last)
  return /[A-Za-z]/.test(last) ? endingOfLatin(bare) : 'unknown'
}

/** `pair` is 'after consonant|after vowel', e.g. `은|는`, `으로|로`. Where nobody can tell, both are written: `은(는)`. */
export const chooseJosa = (word: string, afterConsonant: string, afterVowel: string): string => {
  const ending = endingOf(word)
  if (ending === 'unknown') return `${afterConsonant}(${afterVowel})`
  if (ending === 'rieul') return afterConsonant.startsWith('으') ? afterVowel : afterConsonant
  return ending === 'consonant' ? afterConsonant : afterVowel
}

const RIEUL = 8

const endingOfSyllable = (syllable: string): Ending => {
  const final = ((syllable.codePointAt(0) ?? 0) - 0xac00) % 28
  if (final === 0) return 'vowel'
  return final === RIEUL ? 'rieul' : 'consonant'
}

/** 영 일 이 삼 사 오 육 칠 팔 구; after zeros the unit is heard: 십 백 천 만 억 end in a consonant, 조 in a vowel. */
const DIGITS: readonly Ending[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel',
]

const endingOfNumber = (text: string): Ending => {
  const tail = /[0-9][0-9,.]*$/.exec(text)?.[0] ?? ''
  if (tail.includes('.')) return DIGITS[Number(tail.at(-1))] ?? 'unknown'
  const digits = tail.replaceAll(',', '')
  const zeros = digits.length - digits.replace(/0+$/, '').length
  if (zeros === 0) return DIGITS[Number(digits.at(-1))] ?? 'unknown'
  return zeros >= 12 && zeros < 16 && digits.length > zeros ? 'vowel' : 'consonant'
}

const endingOfLatin = (text: string): Ending => {
  const word = (/[A-Za-z]+$/.exec(text)?.[0] ?? '').slice(-16)
  if (word.length === 1 || word === word.toUpperCase()) return endingOfLetterName(word.at(-1) ?? '')
  const lower = word.toLowerCase()
  if (/(?:l|le)$/.test(lower)) return 'rieul'
  if (/(?:m|n|ng|me|ne)$/.test(lower)) return 'consonant'
  return /[aeiou][bckpt]$/.test(lower) ? 'consonant' : 'vowel'
}

const endingOfLetterName = (letter: string): Ending => {
  const upper = letter.toUpperCase()
  if (upper === 'L' || upper === 'R') return 'rieul'
  return upper === 'M' || upper === 'N' ? 'consonant' : 'vowel'
}
