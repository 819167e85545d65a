import { sql } from '../../engine/sql.ts'
import type { Decoder } from './decoder.ts'

/** What loggers write for somebody who is not logged in; in lower case, but for letters that the engine's `lower` leaves. */
const NOBODY = ['-', '"-"', '--', '---', '?', '*', 'unknown', '(unknown)', '<unknown>', '<none>', '<null>', '<anonymous>', '[anonymous]', '(anonymous)', '미상', '알수없음', '不明', '未知', '0', '-1', 'null', '(null)', 'nil', 'none', '(none)', 'undefined', 'n/a', 'anon', 'anonymous', 'anonymoususer', 'anonymous_user', 'anonymous user', 'unauthenticated', 'not_logged_in', 'nobody', 'guest', 'visitor', 'anonym', 'gast', 'anonyme', 'visiteur', 'anonimo', 'anónimo', 'anônimo', 'anònim', 'invité', 'ospite', 'convidado', 'invitado', 'visitante', 'anoniem', 'bezoeker', 'gjest', 'gæst', 'gäst', 'besucher', 'vieras', 'anonyymi', 'gość', 'anonimowy', 'misafir', 'anonim', 'vendég', 'névtelen', 'tamu', 'khách', 'гость', 'Гость', 'аноним', 'Аноним', 'επισκέπτης', 'Επισκέπτης', 'ανώνυμος', 'Ανώνυμος', 'زائر', 'אורח', '비회원', '비로그인', '익명', '게스트', '손님', '匿名', 'ゲスト', '未ログイン', '游客', '访客', '訪客', '匿名用户', '匿名使用者', '未登录', '未登入', '非会員', '비로그인사용자', '익명사용자'] // biome-ignore format: a list of words

const utf8 = (text: string): string => Buffer.from(text).toString('latin1')
const BYTES: ReadonlySet<string> = new Set(NOBODY.map(utf8))

/** The account that a line names; '' where it says that nobody is. */
export const nobody: Decoder = {
  sql: (raw) => sql`if(lower(${raw}) IN ${NOBODY}, '', ${raw})`,
  plain: (raw) => (BYTES.has(raw.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())) ? '' : raw),
}

export const isNobody = (account: string): boolean => nobody.plain(utf8(account)) === ''
