import type { Report } from '../../domain/report-model.ts'
import { summarise } from '../summarise.ts'
import { displayWidth } from '../display-width.ts'
import type { Pen } from './pen.ts'
import { wrap } from './wrap.ts'

/** Heading on the left, sentences on the right. */
export const summaryText = (report: Report, pen: Pen): string => {
  const lines = summarise(report).map(({ heading, sentences }) => ({
    heading: pen.label(heading),
    text: sentences.map(({ message }) => pen.say(message)).join(' '),
  }))
  const indent = Math.max(...lines.map(({ heading }) => displayWidth(heading))) + 2
  return lines
    .flatMap(({ heading, text }, i) =>
      wrap(text, pen.width - indent).map((piece, j) => {
        const left = j === 0 ? `${pen.bold(heading)}${' '.repeat(indent - displayWidth(heading))}` : ' '.repeat(indent)
        return `${left}${i === 0 ? pen.bold(piece) : piece}`
      }),
    )
    .join('\n')
}
