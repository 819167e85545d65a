import { bind, literal, type Sql, sql } from '../../engine/sql.ts'
import { CODE_PATTERN, PATH_PATTERN, SHELL_PATTERN, SQL_PATTERN } from './patterns.ts'

/** A text that holds none of these, as written or encoded, holds no such syntax. The cheap first look. */
const MARKS = [
  ...'\' %27 " %22 ( %28 ; %3b %3B | %7c %7C ` %60 ${ %24 .. %2e%2e %2E%2E -- /* %2f %2F %25 :// %26 %5c %5C {{ %7b %7B /etc/ /proc/ .ini .htpasswd WEB-INF web.config wp-config $ < %3c %3C { # __ /. =. \\ %60 [ %5b %5B +/ +- %20/ %20- .sql. .log .prototype .constructor .exports .classLoader :: %3a%3a %3A%3A http%3A http%3a'.split(
    ' ',
  ),
  ...['or', 'and', 'where', 'having', 'union', 'rlike'].flatMap((word) =>
    [' ', '+', '%20'].flatMap((gap) => [`${gap}${word}${gap}`, `${gap}${word.toUpperCase()}${gap}`]),
  ),
]

/** Each of the marks has one of these: its first byte that is neither letter nor digit. */
const SIGNS = [...new Set(MARKS.map((mark) => /[^a-z0-9]/i.exec(mark)?.[0] ?? mark.charAt(0)))].join('')

/** Most values hold no sign at all, which is told by an exchange of bytes in a fifth of the time. */
export const mayHoldSyntax = (text: Sql): Sql =>
  sql`(${text} != translate(${text}, ${SIGNS}, ${'\u0001'.repeat(SIGNS.length)}) AND multiSearchAny(${text}, ${bind('Array(String)', MARKS)}))`

/** Our own constants, and long: as parameters they make an address of more bytes than proxies before a server let pass. */
const [SQL_SYNTAX, PATH_SYNTAX, SHELL_SYNTAX, CODE_SYNTAX] = (
  [SQL_PATTERN, PATH_PATTERN, SHELL_PATTERN, CODE_PATTERN] as const
).map((pattern) => literal(`(?is)${pattern}`)) as [Sql, Sql, Sql, Sql]

/** 'sql', 'path', 'shell', 'code' or ''. The text must be decoded and valid UTF-8: RE2 finds nothing in other bytes. */
export const syntaxOf = (text: Sql): Sql =>
  sql`multiIf(match(${text}, ${SQL_SYNTAX}), 'sql', match(${text}, ${PATH_SYNTAX}), 'path', match(${text}, ${SHELL_SYNTAX}) OR match(${unquoted(text)}, ${SHELL_SYNTAX}), 'shell', match(${text}, ${CODE_SYNTAX}), 'code', '')`

/** As a shell reads it: quotes, empty substitutions and parameters that are empty may stand inside a word. */
const unquoted = (text: Sql): Sql =>
  sql`replaceRegexpAll(${text}, ${String.raw`[\\'"^]|\x60\x60|[$<>]\(\)|\$[@*!?_$-]`}, '')`

/** Decoded twice, as servers behind proxies do, `\x22` of servers' own escaping before that, and made valid UTF-8. */
export const decoded = (text: Sql): Sql =>
  sql`toValidUTF8(decodeURLFormComponent(decodeURLFormComponent(replaceRegexpAll(${text}, ${String.raw`\\x([0-9A-Fa-f]{2})`}, ${String.raw`%\1`}))))`

/** The name of a program with one of these may hold a statement: a look at each different name. */
export const mayHoldStatement = (agent: Sql): Sql =>
  sql`multiSearchAnyCaseInsensitive(${agent}, ['select', 'sleep', 'waitfor', 'receive_message'])`

/** The name of a program where it holds a statement that asks for rows or tells the database to wait, which no program is called by; else ''. */
export const statementIn = (agent: Sql): Sql =>
  sql`if(${mayHoldStatement(agent)} AND (${asksForRows(decoded(agent))} OR ${waitIn(decoded(agent))} > 0), concat(' ', ${decoded(agent)}), '')`

/** Reads a value out piece by piece: functions that cut a string or compare a character. */
export const extracts = (text: Sql): Sql =>
  sql`match(${text}, ${String.raw`(?i)\b(substr|substring|mid|ascii|ord|unicode|hex|case\s+when|if|iif|regexp|like)\b\s*[(\s]`})`

/** Asks for rows of a table by name, as whoever takes data does; who only tests whether a value is read as SQL need not. */
export const asksForRows = (text: Sql): Sql =>
  sql`match(${text}, ${String.raw`(?is)\bselect\b.{1,400}?\bfrom\b[\s(/*+\x60"\[]*\w`})`

/** The statement that a request puts in place of a value, whatever stands before it and whichever numbers are in it. */
export const statementOf = (text: Sql): Sql =>
  sql`replaceRegexpAll(extract(${text}, ${String.raw`(?is)\bselect\b.*`}), '[0-9]+', '0')`

/** A path that climbs out of where it began, once decoded: clients remove such segments before they ask (RFC 3986, 5.2.4). */
export const climbs = (text: Sql): Sql => sql`match(${text}, ${String.raw`\.\.[/\\]`})`

/** Of what the host of a machine in a cloud tells that machine alone, by the paths that the providers document. */
const MACHINE = String.raw`(?:latest|20\d\d-\d\d-\d\d)[/\\]+(?:meta-data|user-data|dynamic)(?:[/\\]+[\w.:@-]+)*|computeMetadata[/\\]+v1(?:[/\\]+[\w.:@-]+)*|metadata[/\\]+(?:instance|identity|scheduledevents|v1)(?:[/\\]+[\w.:@-]+)*|opc[/\\]+v[12](?:[/\\]+[\w.:@-]+)+|openstack[/\\]+[\w-]+[/\\]+\w+_data\.json`

/** Names of files that every system of its kind has, and of shells: what is asked for in order to see whether anything is given. */
const SYSTEM_FILE = literal(
  String.raw`(?i)(?:\b|[/\\=])(${MACHINE}|etc[/\\]+(?:[\w.-]+[/\\]+)*[\w.-]+|proc[/\\]+(?:self|version|cmdline|mounts|\d+)[\w/\\]*|(?:win|boot|system)\.ini|(?:web|machine|app)\.config|(?:WEB|META)-INF[/\\]+[\w./\\-]+|\.(?:ssh|aws|docker|kube)[/\\]+\w+|wp-config\.php|s?bin[/\\]+(?:sh|bash|dash|ash|zsh|ksh|busybox)|cmd\.exe|powershell\.exe)\b`,
)

/** The file or program of the system, or what a machine in a cloud is told of itself, that a decoded text asks for by name, or ''. */
export const systemFileIn = (text: Sql): Sql =>
  sql`lower(replaceRegexpAll(extract(${text}, ${SYSTEM_FILE}), ${String.raw`[/\\]+`}, '/'))`

/** What a decoded text climbs to, by three steps or more: pages that lie beside each other point to each other by fewer. */
export const climbedTo = (text: Sql): Sql =>
  sql`lower(replaceRegexpAll(extract(${text}, ${String.raw`(?:\.\.[/\\]+){3,}([\w./\\-]{3,})`}), ${String.raw`[/\\]+`}, '/'))`

/** By how many seconds a statement asks the database to wait before it answers, 0 where it does not. */
export const waitIn = (text: Sql): Sql =>
  sql`toUInt16OrZero(extract(${text}, ${String.raw`(?is)(?:\bsleep\s*\(\s*\(?\s*|\bwaitfor\s+(?:delay|time)\s+[^0-9]{0,4}\d+:\d+:|\breceive_message\s*\([^,]{1,99},\s*|\bsleep\s*\([^,()]{1,99},\s*)0?(\d{1,3})`}))`
