import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { hasFailed, plainlyFailed } from '../json-lines/auth-actions.ts'
import type { Column } from '../json-lines/flatten.ts'
import { ACTOR, ADDRESS, most } from '../json-lines/vocabulary.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/**
 * Records of who did what to whom, as administration programs keep them and laws on access to personal data ask for
 * (GDPR, article 30 and 32; in Korea the log of access that the safety standards of PIPA, article 8, name: account, time,
 * address, data subject, task). They have no path and no status: the columns of screen, task and subject are put together as
 * `SCREEN > TASK > SUBJECT`, a path `/screen/task/subject`, and what is recorded was done unless an outcome says otherwise.
 */
const THEN = ' > '
/** A log that has no column for the method tells of what was looked at; whatever was changed besides was looked at too. */
export const LOOKED = 'GET'
const MOST_ACTS = 300
const LEAST_SUBJECTS = 20
/** Two columns say where and what; of more the rest repeat them. */
const MOST_ACT_COLUMNS = 2

const ACT =
  /(?:^|_)(?:menu|screen|module|function|feature|program|task|operation|action|activity|act|event|command)(?:_?(?:name|nm|id|code|cd|type))?$|^(?:접속_?|이용_?|업무_?|조회_?)?(?:메뉴|화면|기능|프로그램|행위|작업|업무|동작|수행_?업무|수행_?(?:내용|내역)|처리_?(?:업무|내용|내역|구분|유형|행위)|작업_?(?:내용|구분|유형)|업무_?(?:내용|구분)|행위_?(?:구분|유형)|구분)_?(?:명|코드)?$|^(?:画面|機能|操作|処理|業務)(?:名|内容|区分|種別)?$|^(?:vorgang|aktion|maske|funktion|transaktion)$/
const SUBJECT =
  /(?:^|_)(?:target|subject|object|record|entity|data_?subject)|대상|정보_?주체|対象|betroffene|(?:^|_)(?:customer|client|member|patient|subscriber|policy|contract|account|student|회원|고객|환자|가입자|계약자?|계좌|학생|민원인|수급자|회원님|顧客|会員|お客様|患者|契約者?|口座|kunden?|mitglieds?|patienten?|vertrags?|cliente?|adherent|paciente|contrato)_?(?:id|no|num|number|key|번호|아이디|관리번호|番号|コード|nr|nummer|numero)?$/
const TARGETED = /(?:^|_)(?:target|subject|object|record|entity|data_?subject)|대상|정보_?주체|対象|betroffene/
const OUTCOME = /(?:^|_)(?:result|outcome|success|status)$|^(?:처리_?)?(?:결과|성공_?여부)$|^結果$|^ergebnis$/
const SUBJECT_ID = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_.:-]{1,63}$/

const written = (values: readonly string[]): readonly string[] => values.filter((value) => !['', '-'].includes(value))

const isAct = ({ words, values }: Column, records: number): boolean =>
  ACT.test(words) &&
  values.length >= 0.9 * records &&
  new Set(values).size <= MOST_ACTS &&
  most(written(values), /^(?!\d+$)(?!https?:)[^/?#]{1,60}$/)

const isSubject = ({ words, values }: Column): boolean =>
  SUBJECT.test(words) && most(written(values), SUBJECT_ID) && new Set(written(values)).size >= LEAST_SUBJECTS

/** The fields of a record of acts; null where the records are none, or name a target by themselves. */
export const actFields = (
  found: readonly Column[],
  fields: Fields,
  records: number,
  nameOf: (column: Column) => string,
): Fields | null => {
  const columns = found.filter(({ path }) => path.every((step) => typeof step !== 'object'))
  if ((fields.url ?? fields.path ?? fields.request ?? fields.method) !== undefined) return null
  const actor = columns.find(({ words, values }) => ACTOR.test(words) && most(written(values), /^[^\s{}[\]"]{1,64}$/))
  const acts = columns.filter((column) => isAct(column, records)).slice(0, MOST_ACT_COLUMNS)
  const subjects = columns.filter((column) => column.from !== actor?.from && isSubject(column))
  const target = subjects.find(({ words }) => TARGETED.test(words))
  const subject = target ?? (actor === undefined ? undefined : subjects[0])
  const who = actor?.from ?? (target?.from === fields.principal?.from ? undefined : fields.principal?.from)
  if (who === undefined || subject === undefined || acts.length === 0) return null
  const { action: _action, outcome: _outcome, ...others } = fields
  const outcome = columns.find(
    ({ words, values }) => OUTCOME.test(words) && new Set(values).size <= MOST_ACT_COLUMNS * 10,
  )
  const address = columns.find(({ values }) => most(written(values), ADDRESS))
  return {
    ...(address === undefined ? {} : { src_ip: { from: address.from, how: 'guessed' } }),
    ...others,
    principal: { from: who, how: 'recognised' },
    path: { from: writtenActs([...acts, subject].map(nameOf)), how: 'recognised' },
    ...(outcome === undefined ? {} : { outcome: { from: outcome.from, how: 'recognised' } }),
  }
}

/** The columns of a composed path, as a plan or case.yaml names them. */
export const actColumns = (from: string): readonly string[] => from.split(THEN)

export const writtenActs = (columns: readonly string[]): string => columns.join(THEN)

const partsOf = (plan: SourcePlan): readonly string[] => actColumns(plan.fields.path?.from ?? '')

export const isOfActs = (plan: SourcePlan): boolean => partsOf(plan).length > 1

/** Whether the subject of an act is a person by the name of its column, and no record or thing. */
export const actsUponPeople = (plan: SourcePlan): boolean =>
  isOfActs(plan) && !/(?:object|record|entity)/i.test(partsOf(plan).at(-1) ?? '')

/** The path of an act, and the status that its outcome amounts to: 200 where nothing says that it failed. */
export const actSql = (
  plan: SourcePlan,
  value: (name: string) => Sql,
): { readonly path: Sql; readonly status: Sql } => {
  const parts = partsOf(plan).reduce(
    (list, name) => (list.text === '' ? value(name) : sql`${list}, ${value(name)}`),
    sql``,
  )
  const outcome = plan.fields.outcome?.from
  return {
    path: sql`concat('/', arrayStringConcat(arrayFilter(part -> part NOT IN ('', '-'), [${parts}]), '/'))`,
    status: outcome === undefined ? sql`'200'` : sql`if(${hasFailed(value(outcome))}, '403', '200')`,
  }
}

/** The same, plainly. */
export const plainAct = (
  plan: SourcePlan,
  value: (name: string) => string,
): { readonly path: string; readonly status: string } => {
  const outcome = plan.fields.outcome?.from
  const failed = outcome !== undefined && plainlyFailed(Buffer.from(value(outcome), 'latin1').toString('utf8'))
  return { path: `/${written(partsOf(plan).map(value)).join('/')}`, status: failed ? '403' : '200' }
}
