import { describe, expect, it } from 'vitest'
import { DETECTIONS } from '../../src/detections/index.ts'
import { DECLARED } from '../../src/domain/declared.ts'
import type { Report } from '../../src/domain/report-model.ts'
import { renderHtml } from '../../src/report/html/render-html.ts'
import { nameOf } from '../../src/text/say.ts'
import { cleanReport } from './fixture-report.ts'

/** Every detection answered, so that all that they declare of themselves is printed. */
const answered = (): Report => ({
  ...cleanReport(),
  detections: DETECTIONS.map(({ id }) => ({
    id,
    outcome: 'nothing-found' as const,
    reasons: [{ code: 'detection/nothing-unlike-background', values: {} }],
    looked: null,
    hits: null,
    tests: [],
  })),
})

/** What a Korean reader is shown: the pieces of the page in that language, without markup. */
const koreanOf = (page: string): readonly string[] =>
  [...page.matchAll(/<span lang="ko">((?:(?!<\/span>)[\s\S])*)<\/span>/g)].map(([, text = '']) =>
    text.replace(/<[^>]+>/g, ''),
  )

/** The command is the only English that a Korean sentence needs. */
const COMMAND = /mapae verify/g

describe('the report in Korean', () => {
  const pieces = koreanOf(renderHtml(answered()))

  it('says what every detection declares of itself', () => {
    const declared = DETECTIONS.flatMap(({ id }) => DECLARED.map((part) => nameOf('ko', part, id)))
    expect(declared.filter((text) => !pieces.includes(text))).toEqual([])
  })

  it('has no English sentence', () => {
    expect(pieces.length).toBeGreaterThan(100)
    expect(pieces.filter((text) => /[a-z]{2,}\s+[a-z]{2,}/i.test(text.replace(COMMAND, '')))).toEqual([])
  })
})
