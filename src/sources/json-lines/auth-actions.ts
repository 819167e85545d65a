import type { AuthAction } from '../../domain/case-config.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { isOfError, plainStatus, statusSql } from '../shared/status.ts'

/** What an authentication log calls things, in English and Korean; matched in lower case, anywhere in the value. */
const LOG_IN = ['login', 'log-in', 'log_in', 'log in', 'logon', 'log-on', 'log_on', 'signin', 'sign-in', 'sign_in', 'sign in', 'logged in', 'logged-in', 'logged_in', 'loggedin', 'signed in', 'signed_in', 'signedin', 'authenticat', 'auth_', 'connection authorized', "access denied for user '", 'connect\t', 'auth.fail', 'auth-fail', 'auth:fail', 'auth fail', 'authfail', 'auth.succ', 'auth-succ', 'auth:succ', 'auth succ', '로그인', '인증', 'anmeld', 'connexion', 'inicio de sesi', 'acceso', 'inloggning', 'kirjautu', 'ログイン', '認証', '登录', '登入'] // biome-ignore format: a list of words
const FAILED = ['fail', 'denied', 'deny', 'invalid', 'wrong', 'bad', 'reject', 'error', 'unsuccess', 'locked', 'incorrect', 'unauthor', '실패', '거부', '오류', 'fehl', 'ungültig', 'gesperrt', 'échec', 'echec', 'refus', 'fallid', 'falha', 'erron', '失敗', '失败', 'エラー', '拒否', '拒绝'] // biome-ignore format: a list of words
/** What keeps somebody out, of a log-in or as its outcome; elsewhere the words are of something else. */
const SHUT = ['block', 'mismatch', 'not match', 'not_match', 'lockout', 'unknown user', 'no such user', 'not found', 'not_found', 'forbidden', 'cancel', 'abort', 'declin', 'not allowed', 'not_allowed', 'disallow', 'not accepted', 'not_accepted', '불일치', '차단', '잠금', '잠김', '제한', '미등록', '미승인', '비정상', '불가', '취소', '일치하지', '틀립', '틀렸', '틀린', '잘못', '존재하지', '수 없습니다', '不一致', '不正', '誤', '異常', 'ロック', '不可', '锁定', '冻结', '错误', '无效', '不存在', '禁止', '异常'] // biome-ignore format: a list of words
/** What lets in again who was kept out. */
const OPENED = ['unblock', 'unlock', 'not block', 'not_block', 'lock_release', 'lock release', 'lock clear', 'lock_clear', '해제', '解除', '解锁'] // biome-ignore format: a list of words
/** Told beside it, somebody got in, or did not for want of it. */
const GOT_IN = ['success', 'succeeded', 'in ok', 'in_ok', 'logged in', 'logged_in', 'signed in', 'signed_in', '로그인 성공', '로그인성공', '인증 성공', '인증성공', 'ログイン成功', '登录成功'] // biome-ignore format: a list of words
const WANTED = [
  'not unlock',
  'not unblock',
  'until',
  'require',
  'must',
  'please',
  '필요',
  '하세요',
  '바랍니다',
  '후 ',
  '까지',
]
/** What is counted of log-ins that failed, and begins anew. */
const COUNT = ['count', 'attempts', '횟수', '카운트', '회수', '回数', '次数']
const ANEW = ['reset', 'clear', 'zero', '초기화', '리셋', 'リセット', '重置', '清零']
/** As an outcome: it took too long, or came too late. */
const LATE = ['timeout', 'timed out', 'timed_out', 'time_out', 'expired', '만료', '시간초과', '시간 초과', '期限切れ', '超时', '过期'] // biome-ignore format: a list of words
/** As an outcome: that somebody was let in. */
const LET_IN = [
  'accept',
  'allow',
  'approv',
  'permit',
  'welcome',
  '정상',
  '승인',
  '허용',
  '되었습니다',
  '완료',
  '正常',
  '許可',
  '允许',
  '通过',
]
const ENDED = ['logout', 'log-out', 'log_out', 'log out', 'logoff', 'log_off', 'signout', 'sign-out', 'sign_out', 'sign out', 'logged out', 'logged_out', 'loggedout', 'signed out', 'signed_out', 'signedout', 'signoff', 'revoke', 'revocation', 'invalidate', 'terminate', 'destroy', 'expire', 'session_end', 'session-end', 'session end', 'sessionend', 'session.end', 'session_close', '로그아웃', '폐기', '해지', '만료', 'abmeld', 'widerruf', 'gesperrt', 'déconnexion', 'deconnexion', 'cierre de sesi', 'ログアウト', '失効', '登出', '注销'] // biome-ignore format: a list of words
const RENEWED = [
  'refresh',
  'renew',
  'extend',
  'rotate',
  'reissue',
  '갱신',
  '연장',
  '재발급',
  'erneuer',
  'verlänger',
  'renouvel',
  'renov',
  '更新',
  '再発行',
  '刷新',
]
const CREDENTIAL = [
  'token',
  'session',
  'ticket',
  'credential',
  'jwt',
  'cookie',
  'api key',
  'api_key',
  'api-key',
  'apikey',
  'key_issue',
  'key issue',
  'client_secret',
  '토큰',
  '세션',
  'sitzung',
  'jeton',
  'sesión',
  'sessão',
  'トークン',
  'セッション',
  '令牌',
  '会话',
]
const SESSION = ['session', '세션', 'sitzung', 'セッション', '会话']
const MADE = [
  'issue',
  'grant',
  'create',
  'mint',
  'generate',
  'start',
  'new',
  'open',
  'added',
  '발급',
  '생성',
  'ausgestellt',
  'ausgegeben',
  'erstellt',
  'émis',
  'emis',
  'créé',
  'emitid',
  '発行',
  '作成',
  '签发',
  '颁发',
]
const PASSWORD = ['password', 'passwd', 'passwort', 'kennwort', 'mot de passe', 'contraseña', 'contrasena', 'senha', '비밀번호', '암호', 'パスワード', '密码'] // biome-ignore format: a list of words
/** What is done with a password when somebody logs in. */
const CHECKED = ['check', 'verif', 'validat', 'challenge', 'match', 'accept']
const REMOVED = ['removed', 'deleted']
const RESET = ['reset', 'forgot', 'recover', 'lost', 'zurück', 'vergessen', 'réinit', 'reinit', 'oubli', 'restabl', 'recuper', 'olvid', 'redefin', '재설정', '초기화', '분실', '찾기', '再設定', 'リセット', '忘', '重置'] // biome-ignore format: a list of words
/** A session that is looked up, renewed or at its end: that this fails is no failed log-in. */
const NO_OPENING = [...ENDED, ...RENEWED, 'validat', 'verif', 'check', 'timeout', 'token', 'not found', 'not_found', 'lookup', 'session invalid', 'session_invalid', 'session.invalid', 'session-invalid', 'invalid session', 'invalid_session', 'invalid-session', 'invalidsession', '검증', '확인', '종료'] // biome-ignore format: a list of words
/** A page that was looked at is no log-in. */
const NOT_YET = ['not ', 'page', 'view', 'attempt', 'form', 'start', 'request', 'init', 'prompt', '시도', '화면']
/** Of a record that says how it ended, an attempt is not open any more. */
const ENDS = new Set(['attempt', '시도'])
const SUCCEEDED = [
  'success',
  'ok',
  'grant',
  'pass',
  'complete',
  '성공',
  'erfolg',
  'réussi',
  'reussi',
  'exitos',
  'sucesso',
  '成功',
]

/** A no at the end of a word: `LOGIN_NG`; a value ends in `END`, so that it can be looked for. */
const END = '\n'
const NO_AT_END = ['_', '-', ' ', '.', ':', '/', '로그인', '인증'].flatMap((lead) =>
  ['ng', 'nok', 'ko', 'nak'].map((no) => `${lead}${no}${END}`),
)

/** Words of failure that say there was none. */
const NO_FAILURE = ['no error', 'no_error', 'no-error', 'noerror', 'no failure', 'no_failure', 'without error', '오류 없음', '오류없음'] // biome-ignore format: a list of words
/** What holds a word of failure and is none, and what stands for it. */
const MEANT: readonly (readonly [string, string])[] = [
  ...NO_FAILURE.map((words) => [words, 'ok'] as const),
  ['unlocked', 'unlock'],
  ['unblocked', 'unblock'],
]
const meant = (text: string): string =>
  MEANT.reduce((rest, [words, other]) => rest.replaceAll(words, other), text) + END
const meantSql = (value: Sql): Sql => {
  const text = sql`lowerUTF8(${value})`
  const replaced = MEANT.reduce(
    (rest, [words, other]) => sql`replaceAll(${rest}, ${bind('String', words)}, ${bind('String', other)})`,
    text,
  )
  return sql`concat(if(${anyOf(
    text,
    MEANT.map(([words]) => words),
  )}, ${replaced}, ${text}), ${bind('String', END)})`
}

interface Rule {
  /** 'reset': a forgotten password is asked for anew, or was. */
  readonly action: AuthAction | 'reset' | ''
  /** Of every group at least one word. */
  readonly has: readonly (readonly string[])[]
  readonly hasNot?: readonly string[]
}

/** The first rule that fits wins. */
const RULES: readonly Rule[] = [
  { action: '', has: [LOG_IN, FAILED, COUNT, ANEW] },
  {
    action: '',
    has: [LOG_IN, OPENED],
    hasNot: [...GOT_IN, ...WANTED, ...FAILED.filter((word) => word !== 'locked' && word !== '실패')],
  },
  { action: 'logon-failed', has: [LOG_IN, NO_AT_END] },
  { action: 'logon-failed', has: [LOG_IN, FAILED] },
  { action: 'logon-failed', has: [LOG_IN, SHUT], hasNot: [...ENDED, ...OPENED] },
  { action: 'logon-failed', has: [SESSION, FAILED], hasNot: NO_OPENING },
  { action: 'logon-failed', has: [PASSWORD, CHECKED, FAILED], hasNot: RESET },
  { action: '', has: [[...FAILED, ...NO_AT_END]] },
  { action: 'revoke', has: [ENDED] },
  { action: 'revoke', has: [CREDENTIAL, REMOVED] },
  { action: 'reset', has: [PASSWORD, RESET], hasNot: LOG_IN },
  { action: 'logon', has: [PASSWORD, CHECKED, SUCCEEDED], hasNot: RESET },
  { action: 'refresh', has: [RENEWED] },
  { action: 'logon', has: [LOG_IN, SUCCEEDED] },
  { action: 'issue', has: [CREDENTIAL, MADE] },
  { action: 'logon', has: [LOG_IN], hasNot: NOT_YET },
]

const rulesOf = (isEnded: boolean): readonly Rule[] => (isEnded ? OF_ENDED : RULES)
const OF_ENDED = RULES.map((rule) =>
  rule.hasNot === NOT_YET ? { ...rule, hasNot: NOT_YET.filter((word) => !ENDS.has(word)) } : rule,
)

/** Action by the words of a value; '' for none of them. `isEnded`: of a record with an outcome. */
export const actionByWords = (value: string, isEnded = false): Rule['action'] => {
  const text = meant(value.toLowerCase())
  const fits = ({ has, hasNot = [] }: Rule): boolean =>
    has.every((group) => group.some((word) => text.includes(word))) && !hasNot.some((word) => text.includes(word))
  return rulesOf(isEnded).find(fits)?.action ?? ''
}

const anyOf = (text: Sql, words: readonly string[]): Sql =>
  sql`multiSearchAny(${text}, ${bind('Array(String)', words)})`

/** The same rules in SQL; `text` is lower case. Values beyond the sample are read by them too. */
const byWords = (text: Sql, isEnded: boolean): Sql =>
  rulesOf(isEnded).reduceRight((otherwise, { action, has, hasNot = [] }) => {
    const all = has.reduce((sum, group) => sql`${sum} AND ${anyOf(text, group)}`, sql`1`)
    const fits = hasNot.length === 0 ? all : sql`${all} AND NOT ${anyOf(text, hasNot)}`
    return sql`if(${fits}, ${bind('String', action)}, ${otherwise})`
  }, sql`''`)

type Actions = Partial<Readonly<Record<AuthAction, readonly string[]>>>

/**
 * Action of an authentication record: by the declared values where there are any, else by words; a log-in whose
 * outcome says otherwise failed, and so did one that is told as the start of a session; nothing is issued by a record
 * that failed.
 */
export const actionOf = (
  value: Sql,
  outcome: Sql | undefined,
  declared: Actions,
  isEnded = outcome !== undefined,
): Sql => {
  const pairs = Object.entries(declared).flatMap(([action, values]) => values.map((one) => [one, action] as const))
  const action =
    pairs.length === 0
      ? byWords(meantSql(value), isEnded)
      : sql`transform(${value}, ${bind('Array(String)', pairs.map(([one]) => one))}, ${bind('Array(String)', pairs.map(([, name]) => name))}, '')` // biome-ignore format: one expression
  if (outcome === undefined) return action
  const opened =
    pairs.length === 0 ? sql` OR ${action} = 'issue' AND ${anyOf(sql`lowerUTF8(${value})`, SESSION)}` : sql``
  return sql`if(${hasFailed(outcome)}, multiIf(${action} IN ('logon', 'logon-failed')${opened}, 'logon-failed', ${action} = 'revoke', 'revoke', ''), ${action})`
}

/** Whole values that say no. */
const NEGATIVE = ['false', '0', 'n', 'no', 'ng', 'nok', 'ko', 'nak', 'nack', 'rej', 'err', 'f', 'x', '패', '否']

const KEPT_OUT = [...SHUT, ...LATE]

/** `plainlyFailed`, in SQL. */
export const hasFailed = (outcome: Sql): Sql =>
  sql`(${anyOf(meantSql(outcome), [...FAILED, ...NO_AT_END])} OR ${anyOf(meantSql(outcome), KEPT_OUT)} AND NOT ${anyOf(meantSql(outcome), OPENED)} OR lowerUTF8(${outcome}) IN ${NEGATIVE} OR ${statusSql(outcome)} BETWEEN 400 AND 599)`

/** `actionOf`, plainly. */
export const plainActionOf = (
  value: string,
  outcome: string | undefined,
  declared: Actions,
  isEnded = outcome !== undefined,
): string => {
  const pairs = Object.entries(declared).flatMap(([action, values]) => values.map((one) => [one, action] as const))
  const action = pairs.length === 0 ? actionByWords(value, isEnded) : (pairs.find(([one]) => one === value)?.[1] ?? '')
  if (outcome === undefined || !plainlyFailed(outcome)) return action
  if (action === 'logon' || action === 'logon-failed') return 'logon-failed'
  const text = value.toLowerCase()
  if (pairs.length === 0 && action === 'issue' && SESSION.some((word) => text.includes(word))) return 'logon-failed'
  return action === 'revoke' ? 'revoke' : ''
}

export const plainlyFailed = (outcome: string): boolean => {
  const text = meant(outcome.toLowerCase())
  const has = (words: readonly string[]): boolean => words.some((word) => text.includes(word))
  const isNo = isOfError(plainStatus(outcome)) || NEGATIVE.includes(outcome.toLowerCase())
  return isNo || has([...FAILED, ...NO_AT_END]) || (has(KEPT_OUT) && !has(OPENED))
}

/** Whether an outcome is a success by its words, or as a yes. */
export const hasSucceeded = (outcome: string): boolean => {
  const text = meant(outcome.toLowerCase())
  return ['true', '1', 'y', 'yes', 's', 't', 'ack', '성'].includes(outcome.toLowerCase()) || hasGotIn(text, outcome)
}

const hasGotIn = (text: string, outcome: string): boolean =>
  [...SUCCEEDED, ...LET_IN].some((word) => text.includes(word)) && !plainlyFailed(outcome)

/** How an outcome says in words that somebody got in or did not; null of a yes, a no, a number and what it does not say. */
export const endInWords = (outcome: string): boolean | null => {
  if (outcome.length < 2 || /^(?:true|false|yes|no|[\d.:-]+)$/i.test(outcome)) return null
  return plainlyFailed(outcome) ? false : hasGotIn(meant(outcome.toLowerCase()), outcome) ? true : null
}
