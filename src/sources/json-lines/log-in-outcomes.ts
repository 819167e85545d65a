import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Recognition } from '../source-kind.ts'
import { hasSucceeded, plainlyFailed } from './auth-actions.ts'
import { FAILED, SUCCEEDED, successOf } from '../shared/success-value.ts'
import type { Column } from './flatten.ts'
import { outcomeBySense } from './outcome-sense.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** What a table of log-ins has beside whom, when, whence and how it ended. */
const BESIDE =
  /(?:^|_)(?:id|no|seq|num|idx|번호|순번|reason|사유|channel|채널|경로|type|구분|방법|method|os|browser|브라우저|device|기기|agent|country|국가|city|region|지역|session|세션|sid|token|day|date|time|일자|날짜|시간|시각|일시|(?:종료|해제|로그아웃)_?(?:시간|시각|일시)|할당_?(?:ip|아이피))(?:_|$)/

/** What only a table of log-ins has: the time, place, way or end of one. */
export const OF_LOG_INS =
  /(?:^|_)(?:log_?(?:in|on)|sign_?(?:in|on)|로그인|로그온)_?(?:at|date|time|dt|ip|addr(?:ess)?|type|method|result|status|error(?:_code)?|code|channel|일시|시각|시간|일자|ip|아이피|주소|결과|성공|실패|성공여부|오류_?코드|유형|방법|구분|경로)(?:_|$)/
/** A table of accounts has the last log-in of each. */
export const OF_ACCOUNTS = /(?:^|_)(?:last|prev(?:ious)?)_|최근|최종|마지막/
/** A log-in that is not at its end yet. */
const NEITHER = /^(?:Interrupted|In ?Progress|Pending|중단됨)$/i

/** Words of success and failure that go together: a sample may show only one. */
const PAIRS: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['Y'], ['N']],
  [['y'], ['n']],
  [['S'], ['F']],
  [['1'], ['0']],
  [['true'], ['false']],
  [['성공'], ['실패']],
  [['정상'], ['비정상', '오류', '실패']],
  [['O'], ['X']],
  [['P'], ['F']],
  [['success'], ['fail', 'failed', 'failure']],
  [['Success'], ['Fail', 'Failed', 'Failure']],
  [['SUCCESS'], ['FAIL', 'FAILED', 'FAILURE']],
]

/** Codes of several digits, of which zeros stand for success. */
const CODE = /^\d{2,8}$/
const endedByCode = (value: string): 'logon' | 'failed' => (/^0+$/.test(value) ? 'logon' : 'failed')

const endedByWords = (value: string): 'logon' | 'failed' | null => {
  if (hasSucceeded(value) || ['정상', 'O', 'P'].includes(value)) return 'logon'
  return plainlyFailed(value) || ['비정상', 'F', 'X'].includes(value) ? 'failed' : null
}

/** A table that says of whom, when and whence only how it ended is one of log-ins: its outcome is what happened; null where it is another. */
export const logInOutcomes = (
  fields: Fields,
  columns: readonly Column[],
): { readonly from: FieldOrigin; readonly actions: Recognition['actions'] } | null => {
  const { principal, src_ip: address } = fields
  const sensed = outcomeBySense(fields, columns, undefined)
  const outcome = fields.outcome ?? sensed
  if (outcome === null || principal === undefined || address === undefined) return null
  if ((fields.url ?? fields.path ?? fields.request ?? fields.method) !== undefined) return null
  const known = new Set([...Object.values(fields), outcome].map(({ from }) => successOf(from)?.from ?? from))
  const isNamed = columns.some(({ from, words }) => from !== principal.from && OF_LOG_INS.test(words))
  if (!isNamed && columns.some(({ from, words }) => !known.has(from) && !BESIDE.test(words))) return null
  const isOfAccounts = columns.some(({ words }) => OF_LOG_INS.test(words) && OF_ACCOUNTS.test(words))
  if (fields.outcome === undefined && (!isNamed || isOfAccounts)) return null
  if (sensed !== null) return { from: sensed, actions: { logon: [SUCCEEDED], 'logon-failed': [FAILED] } }
  const told = [...new Set(columns.find(({ from }) => from === outcome.from)?.values ?? [])]
  const values = told.filter((value) => !NEITHER.test(value))
  const isCode = values.every((value) => CODE.test(value)) && values.some((value) => /^0+$/.test(value))
  const ended = isCode ? endedByCode : endedByWords
  if (values.length === 0 || values.some((value) => ended(value) === null)) return null
  const pairs = PAIRS.filter(([good, bad]) => values.some((value) => good.includes(value) || bad.includes(value)))
  const all = (which: 'logon' | 'failed', paired: readonly string[]): readonly string[] => [
    ...new Set([...values.filter((value) => ended(value) === which), ...paired]),
  ]
  return {
    from: { from: outcome.from, how: 'guessed' },
    actions: {
      logon: all(
        'logon',
        pairs.flatMap(([good]) => good),
      ),
      'logon-failed': all(
        'failed',
        pairs.flatMap(([, bad]) => bad),
      ),
    },
  }
}
