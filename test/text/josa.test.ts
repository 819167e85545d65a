import { describe, expect, it } from 'vitest'
import { chooseJosa } from '../../src/text/josa.ts'

const CASES: readonly (readonly [string, string, string, string])[] = [
  ['파일', '이', '가', '이'],
  ['주소', '이', '가', '가'],
  ['서울', '으로', '로', '로'],
  ['서버', '으로', '로', '로'],
  ['부산', '으로', '로', '으로'],
  ['1', '을', '를', '을'],
  ['2', '을', '를', '를'],
  ['7', '으로', '로', '로'],
  ['3', '으로', '로', '으로'],
  ['10', '은', '는', '은'],
  ['1,000', '은', '는', '은'],
  ['10,000', '과', '와', '과'],
  ['2,000,000,000,000', '이', '가', '가'],
  ['0', '이', '가', '이'],
  ['99.5', '이', '가', '가'],
  ['99 %', '이', '가', '가'],
  ['access.log', '은', '는', '는'],
  ['email', '으로', '로', '로'],
  ['PIN', '이', '가', '이'],
  ['SQL', '으로', '로', '로'],
  ['API', '을', '를', '를'],
  ['bot', '이', '가', '이'],
  ['(괄호)', '은', '는', '는'],
  ['"따옴표 안"', '은', '는', '은'],
  ['…', '은', '는', '은(는)'],
]

describe('Korean particles', () => {
  it.each(CASES)('%s + %s/%s → %s', (word, afterConsonant, afterVowel, expected) => {
    expect(chooseJosa(word, afterConsonant, afterVowel)).toBe(expected)
  })
})
