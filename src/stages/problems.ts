import type { Message } from '../domain/report-model.ts'
import type { Case } from '../store/case.ts'

type Noted = Pick<Case, 'store'>

/** Problems are kept by what they are about: the same one met again changes nothing. */
const keyOf = ({ code, values }: Message): string =>
  [code, values['path'] ?? values['source'] ?? '', values['member'] ?? ''].join(' ').trimEnd()

export const recordProblems = (theCase: Noted, problems: readonly Message[]): void => {
  for (const problem of problems)
    theCase.store.put('problem', keyOf(problem), { code: problem.code, values: { ...problem.values } })
}

/** What was a problem in an earlier run and no longer is; the ledger still tells that it was. */
export const withdrawProblems = (theCase: Noted, solved: (problem: Message) => boolean): void => {
  for (const { key, body } of theCase.store.list('problem'))
    if (solved(body as unknown as Message)) theCase.store.put('problem', key, null)
}

export const problemsOf = (theCase: Noted): readonly Message[] =>
  theCase.store.list('problem').map(({ body }) => body as unknown as Message)
