import { apacheName } from './apache-name.ts'
import { SourceProblem } from '../source-kind.ts'

/** A format cut into what stands between the variables and the variables themselves, in order. */
export interface Format {
  /** Text before the first variable. */
  readonly lead: string
  readonly parts: readonly FormatPart[]
}

export interface FormatPart {
  /** Canonical nginx-like name without `$`: `remote_addr`, `http_user_agent`, `cookie_sid`, … */
  readonly variable: string
  /** Text up to the next variable, or to the end. */
  readonly separator: string
}

/** A time that is written with spaces is as many words; where a space ends it, that is the one behind the last of them. */
export const wordsIn = (variable: string): number => Number(/^time_words(\d)$/.exec(variable)?.[1] ?? 1)

/** Known without being declared, in the order in which one says more than the next. */
export const NAMED_FORMATS: Readonly<Record<string, string>> = {
  vhost_combined: '%v:%p %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  vhost_without_port: '%v %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  combined: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  combined_behind: '"%{X-Forwarded-For}i" %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  combined_forwarded: '%{X-Forwarded-For}i - %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  combined_without_user: '$remote_addr - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"',
  nginx_proxy_manager: '[$time_local] $upstream_cache_status $upstream_status $status - $request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio]$sent_to"$http_user_agent" "$http_referer"',
  nginx_proxy_manager_standard: '[$time_local] $status - $request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio]$sent_to"$http_user_agent" "$http_referer"',
  npmplus: '[$time_local] $host $remote_addr $request_time "$request" $status $body_bytes_sent $bytes_sent $http_referer $http_user_agent',
  confluence: '[$time_local] $remote_user $thread $remote_addr $request_method $request_uri HTTP/$protocol_version $status $msecsms $body_bytes_sent $http_referer $http_user_agent',
  squid: '$msec $request_time $remote_addr $squid_result/$status $bytes_sent $request_method $request_uri $remote_user $squid_hierarchy $content_type',
  uwsgi: '[pid: $pid|app: $app|req: $requests] $remote_addr ($remote_user) {$header_sizes} [$time_custom] $request_method $request_uri => generated $body_bytes_sent bytes in $msecs msecs (HTTP/$protocol_version $status) $what_else',
  common: '%h %l %u %t "%r" %>s %b',
  common_forwarded: '%{X-Forwarded-For}i - %u %t "%r" %>s %b',
} // biome-ignore format: a table

const NGINX = /\$\{(\w+)\}|\$(\w+)/g
const APACHE = /%(?:[<>]|!?\d[\d,]*)*(?:\{([^}]*)\}\^?([a-zA-Z]{1,2})|([a-zA-Z%]))/g

/** Parses a named format, an nginx `log_format` or an Apache `LogFormat`; throws `SourceProblem` saying what is wrong. */
export const parseFormat = (text: string): Format => {
  const source = (NAMED_FORMATS[text] ?? text).replace(/\\"|&quot;/g, '"')
  const isNginx = /\$\{?\w/.test(source) && !/%[<>]?\{?[a-zA-Z]/.test(source)
  const tokens = isNginx
    ? tokensOf(source, NGINX, (m) => m[1] ?? m[2] ?? '')
    : tokensOf(wholeTimes(bracketTimes(source)), APACHE, (m) => apacheName(text, m))
  const [lead, ...parts] = tokens
  if (parts.length === 0)
    throw new SourceProblem({
      format: text,
      problem: 'no variable in it; write an nginx log_format or Apache LogFormat, or combined, common, vhost_combined',
    })
  parts.forEach((part, i) => {
    if (part.separator === '' && i < parts.length - 1) {
      throw new SourceProblem({
        format: text,
        problem: `nothing separates ${part.variable} from ${parts[i + 1]?.variable ?? ''}`,
      })
    }
  })
  return { lead: lead?.separator ?? '', parts }
}

/** `%t` stands for a time in brackets. */
const bracketTimes = (source: string): string => source.replace(/%(?:[<>])?t/g, '[%t]')

/** A time written in pieces, `%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t`, is one value, of as many words. */
const wholeTimes = (source: string): string =>
  source.replace(/%\{[^}]*\}t(?:[.,: ]%\{[^}]*\}t)+/g, (pieces) => `%{pieces${pieces.replace(/[^ ]/g, '')}}t`)

const tokensOf = (
  source: string,
  pattern: RegExp,
  nameOf: (match: RegExpMatchArray) => string,
): readonly FormatPart[] => {
  const tokens: { variable: string; separator: string }[] = [{ variable: '', separator: '' }]
  let end = 0
  for (const match of source.matchAll(pattern)) {
    const last = tokens.at(-1)
    if (last !== undefined) last.separator += source.slice(end, match.index)
    tokens.push({ variable: nameOf(match), separator: '' })
    end = match.index + match[0].length
  }
  const last = tokens.at(-1)
  if (last !== undefined) last.separator += source.slice(end)
  return tokens
}
