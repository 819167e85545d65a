import { bind, type Sql, sql } from '../../engine/sql.ts'

/**
 * Syntax of other languages in a place that holds a value: SQL, a shell, a template engine, a path out of the root. RE2,
 * on decoded text. It makes a request worth looking at and proves nothing: what the server answered decides.
 */
const SQL_SYNTAX = [
  String.raw`\bunion\b[\s(+/*!]*(all|distinct)?[\s(+/*!]*\bselect\b`,
  String.raw`\bselect\b.{1,200}\b(from|case|elt|sleep|count)\b`,
  String.raw`\b(sleep|benchmark|pg_sleep|waitfor\s+delay|extractvalue|updatexml|dbms_[a-z_]+\.[a-z_]+|utl_[a-z]+\.[a-z_]+|randomblob|generate_series|make_set|xp_cmdshell|load_file|char_length|substring?|ascii|ord|mid|elt|information_schema|pg_catalog|sqlite_master|sysobjects|sysmaster|domain\.domains|crypt_key|regexp_substring|ctxsys\.[a-z_.]+|rdb\$[a-z]+|procedure\s+analyse|into\s+(out|dump)file)\s*[(.:\s#-]`,
  String.raw`['")\d%]\s*(\)|\s)*\s*(\bor\b|\band\b|\brlike\b|\bhaving\b|\bwhere\b|\|\||&&)\s*\(*\s*['"]?[\w%]+['"]?\s*\)*\s*(=|<|>|\blike\b|\bbetween\b|\bin\b|\bis\b)`,
  String.raw`(['"]|\d)\s*\)*\s*;\s*(select|insert|update|delete|drop|create|alter|exec|declare|if|begin|call|waitfor)\b`,
  String.raw`['"]\s*(\)|\s)*(\bor\b|\band\b|\|\||&&)?\s*(--|#|/\*)`,
  String.raw`['"]\s*\)*\s*\border\s+by\s+\d+`,
].join('|')

const PATH_SYNTAX = [
  String.raw`((^|[=/\\:. ])\.{2,}[/\\]+){2,}`,
  String.raw`[/\\]etc[/\\](passwd|shadow|hosts)|/proc/self/|\b(win|boot)\.ini\b`,
  String.raw`\b(php|file|expect|phar|gopher)://|wp-config\.php|\.htpasswd|\bweb\.config\b|WEB-INF/`,
].join('|')

const SHELL_SYNTAX = [
  String.raw`([;|&\x60\n]|\$\()\s*(/(usr/|bin/|sbin/|etc/)*)?\b(cat|ls|id|whoami|wget|curl|nc|ncat|bash|sh|ping|uname|sleep|python\d?|perl|powershell|cmd|nslookup|ifconfig|ipconfig|netstat|chmod|printenv)\b`,
  String.raw`\$\{\s*(jndi|\$\{|lower:|upper:|env:|::)|<!--\s*#(exec|include)|\{\{.*[.*+(\[].*\}\}`,
].join('|')

/** A text that holds none of these, as written or encoded, holds no such syntax. The cheap first look. */
const MARKS = [
  ...'\' %27 " %22 ( %28 ; %3b %3B | %7c %7C ` %60 ${ %24 .. %2e%2e %2E%2E -- /* %2f %2F %25 :// %26 %5c %5C {{ %7b %7B /etc/ /proc/ .ini .htpasswd WEB-INF web.config wp-config'.split(
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

/** 'sql', 'path', 'shell' or ''. The text must be decoded and valid UTF-8: RE2 finds nothing in other bytes. */
export const syntaxOf = (text: Sql): Sql =>
  sql`multiIf(match(${text}, ${`(?i)${SQL_SYNTAX}`}), 'sql', match(${text}, ${`(?i)${PATH_SYNTAX}`}), 'path', match(${text}, ${`(?i)${SHELL_SYNTAX}`}), 'shell', '')`

/** Decoded twice, as servers behind proxies do, and made valid UTF-8. */
export const decoded = (text: Sql): Sql => sql`toValidUTF8(decodeURLFormComponent(decodeURLFormComponent(${text})))`

/** Reads a value out piece by piece: functions that cut a string or compare a character. */
export const extracts = (text: Sql): Sql =>
  sql`match(${text}, ${String.raw`(?i)\b(substr|substring|mid|ascii|ord|unicode|hex|case\s+when|if|iif|regexp|like)\b\s*[(\s]`})`
