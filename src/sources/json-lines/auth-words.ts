/** The words of authentication logs, in lower case. */

/** A no at the end of a word: `LOGIN_NG`; a value begins and ends with `END`, so that it can be looked for. */
export const END = '\n'

/** What an authentication log calls things, in English and Korean; matched in lower case, anywhere in the value. */
export const LOG_IN = ['login', 'log-in', 'log_in', 'log in', 'logon', 'log-on', 'log_on', 'signin', 'sign-in', 'sign_in', 'sign in', 'logged in', 'logged-in', 'logged_in', 'loggedin', 'signed in', 'signed_in', 'signedin', 'authenticat', 'auth_', 'connection authorized', "access denied for user '", 'connect\t', 'auth.fail', 'auth-fail', 'auth:fail', 'auth fail', 'authfail', 'auth.succ', 'auth-succ', 'auth:succ', 'auth succ', '로그인', '인증', 'anmeld', 'connexion', 'inicio de sesi', 'acceso', 'inloggning', 'kirjautu', 'ログイン', '認証', '登录', '登入'] // biome-ignore format: a list of words
export const FAILED = ['fail', 'denied', 'deny', 'invalid', 'wrong', 'bad', 'reject', 'error', 'unsuccess', 'locked', 'incorrect', 'unauthor', '실패', '거부', '오류', 'fehl', 'ungültig', 'gesperrt', 'échec', 'echec', 'refus', 'fallid', 'falha', 'erron', '失敗', '失败', 'エラー', '拒否', '拒绝'] // biome-ignore format: a list of words
/** What keeps somebody out, of a log-in or as its outcome; elsewhere the words are of something else. */
export const SHUT = ['block', 'mismatch', 'not match', 'not_match', 'lockout', 'unknown user', 'no such user', 'not found', 'not_found', 'forbidden', 'cancel', 'abort', 'declin', 'not allowed', 'not_allowed', 'disallow', 'not accepted', 'not_accepted', '불일치', '차단', '잠금', '잠김', '제한', '미등록', '미승인', '비정상', '불가', '취소', '일치하지', '틀립', '틀렸', '틀린', '잘못', '존재하지', '수 없습니다', '不一致', '不正', '誤', '異常', 'ロック', '不可', '锁定', '冻结', '错误', '无效', '不存在', '禁止', '异常'] // biome-ignore format: a list of words
/** What lets in again who was kept out. */
export const OPENED = ['unblock', 'unlock', 'not block', 'not_block', 'lock_release', 'lock release', 'lock clear', 'lock_clear', '해제', '解除', '解锁'] // biome-ignore format: a list of words
/** Told beside it, somebody got in, or did not for want of it. */
export const GOT_IN = ['success', 'succeeded', 'in ok', 'in_ok', 'logged in', 'logged_in', 'signed in', 'signed_in', '로그인 성공', '로그인성공', '인증 성공', '인증성공', 'ログイン成功', '登录成功'] // biome-ignore format: a list of words
export const WANTED = [
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
/** Of a whole value, what somebody did who came in, as Korean tables of access call it. */
export const CAME = ['접속', '시스템접속', '시스템 접속'].map((word) => `${END}${word}${END}`)
/** The same of who was let in; `tunnel-up` of a gateway into a private network. */
export const CAME_IN = ['접속성공', '접속 성공', '접속허용', '접속 허용', 'tunnel-up'].map((word) => `${END}${word}`)
export const KEPT_FROM = ['접속실패', '접속 실패', '접속거부', '접속 거부', '접속차단', '접속 차단'].map(
  (word) => `${END}${word}`,
)
/** What is counted of log-ins that failed, and begins anew. */
export const COUNT = ['count', 'attempts', '횟수', '카운트', '회수', '回数', '次数']
export const ANEW = ['reset', 'clear', 'zero', '초기화', '리셋', 'リセット', '重置', '清零']
/** As an outcome: it took too long, or came too late. */
export const LATE = ['timeout', 'timed out', 'timed_out', 'time_out', 'expired', '만료', '시간초과', '시간 초과', '期限切れ', '超时', '过期'] // biome-ignore format: a list of words
/** As an outcome: that somebody was let in. */
export const LET_IN = [
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
export const ENDED = ['logout', 'log-out', 'log_out', 'log out', 'logoff', 'log_off', 'signout', 'sign-out', 'sign_out', 'sign out', 'logged out', 'logged_out', 'loggedout', 'signed out', 'signed_out', 'signedout', 'signoff', 'revoke', 'revocation', 'invalidate', 'terminate', 'destroy', 'expire', 'session_end', 'session-end', 'session end', 'sessionend', 'session.end', 'session_close', '로그아웃', '접속종료', '접속 종료', '접속해제', '접속 해제', '폐기', '해지', '만료', 'abmeld', 'widerruf', 'gesperrt', 'déconnexion', 'deconnexion', 'cierre de sesi', 'ログアウト', '失効', '登出', '注销'] // biome-ignore format: a list of words
export const RENEWED = [
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
export const CREDENTIAL = [
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
export const SESSION = ['session', '세션', 'sitzung', 'セッション', '会话']
export const MADE = [
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
export const PASSWORD = ['password', 'passwd', 'passwort', 'kennwort', 'mot de passe', 'contraseña', 'contrasena', 'senha', '비밀번호', '암호', 'パスワード', '密码'] // biome-ignore format: a list of words
/** What is done with a password when somebody logs in. */
export const CHECKED = ['check', 'verif', 'validat', 'challenge', 'match', 'accept']
export const REMOVED = ['removed', 'deleted']
export const RESET = ['reset', 'forgot', 'recover', 'lost', 'zurück', 'vergessen', 'réinit', 'reinit', 'oubli', 'restabl', 'recuper', 'olvid', 'redefin', '재설정', '초기화', '분실', '찾기', '再設定', 'リセット', '忘', '重置'] // biome-ignore format: a list of words
/** A session that is looked up, renewed or at its end: that this fails is no failed log-in. */
export const NO_OPENING = [...ENDED, ...RENEWED, 'validat', 'verif', 'check', 'timeout', 'token', 'not found', 'not_found', 'lookup', 'session invalid', 'session_invalid', 'session.invalid', 'session-invalid', 'invalid session', 'invalid_session', 'invalid-session', 'invalidsession', '검증', '확인', '종료'] // biome-ignore format: a list of words
/** A page that was looked at is no log-in. */
export const NOT_YET = ['not ', 'page', 'view', 'attempt', 'form', 'start', 'request', 'init', 'prompt', '시도', '화면']
/** Of a record that says how it ended, an attempt is not open any more. */
export const ENDS = new Set(['attempt', '시도'])
export const SUCCEEDED = [
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

export const NO_AT_END = ['_', '-', ' ', '.', ':', '/', '로그인', '인증'].flatMap((lead) =>
  ['ng', 'nok', 'ko', 'nak', 'err', 'rej'].map((no) => `${lead}${no}${END}`),
)

/** Words of failure that say there was none. */
const NO_FAILURE = ['no error', 'no_error', 'no-error', 'noerror', 'no failure', 'no_failure', 'without error', '오류 없음', '오류없음'] // biome-ignore format: a list of words
/** What holds a word of failure and is none, and what stands for it. */
export const MEANT: readonly (readonly [string, string])[] = [
  ...NO_FAILURE.map((words) => [words, 'ok'] as const),
  ['unlocked', 'unlock'],
  ['unblocked', 'unblock'],
]
