/** What is looked for in a sentence, in patterns that both readers share: nothing in them lies beyond ASCII but whole words of Korean. */

const AFTER = `[ \t\\[({<"'=:,;/|@]`
const BEFORE = `[ \t\\])}>"',;:/|(]`
/** A word and a slash before it make it the version of a program. */
const AFTER_NO_WORD = `(?:[ \t\\[({<"'=:,;|@]/?|^/?)`

const METHODS = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS'
const TO_TARGET = `["' :\\]]{1,4}`
/** Up to a target, and its method. */
export const UP_TO_TARGET = `((?:^|${AFTER})(?:${METHODS})${TO_TARGET})(?:https?://|/)`
export const METHOD = `(?:^|${AFTER})(${METHODS})${TO_TARGET}(?:https?://|/)`
/** What ends a target, and what does not belong to it at its end. */
export const TARGET_ENDS = `"'<>|]`
export const TARGET_TRAIL = ',;:)'

const V4 = '(?:[0-9]{1,3}[.]){3}[0-9]{1,3}'
const V6 = '(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}|(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::1'
const PARTICLE = '(?:에서|으로|로|에|의|은|는|이|가)'
const ADDRESS = `(${V4}|${V6})(?:$|${BEFORE}|${PARTICLE})`
/** An address that a word leads to, or whose account stands before it (`mina@192.0.2.1`), else any. */
export const NAMED_ADDRESS = `(?:(?:[Ii][Pp]|[Ff]rom|[Cc]lient|[Rr]emote|[Ss]ource|[Aa]ddr(?:ess)?|주소|아이피|접속지)[ =:"'(\\[]{1,4}|[A-Za-z0-9._-]@)${ADDRESS}`
export const ANY_ADDRESS = `${AFTER_NO_WORD}${ADDRESS}`

const CODE = '([1-5][0-9]{2})'
export const NAMED_STATUS = `(?:[Ss]tatus|STATUS|[Cc]ode|상태|->|=>)[ =:"'(\\[]{0,4}${CODE}(?:$|${BEFORE})`
export const ANY_STATUS = `(?:^|[ "|\\[(])${CODE}(?:$|[ "|\\]),;])`
export const BRACKETED_STATUS = `\\[${CODE}\\]`

const NAME = '([A-Za-z0-9._@+-]{2,64})'
const PERSON = '(?:[Uu]ser(?:[Nn]ame)?|USER|[Mm]ember|MEMBER|[Cc]ustomer|[Aa]ccount|[Ll]ogin|[Pp]rincipal|[Uu])'
const PERSON_KO = '(?:사용자|회원|고객|계정|아이디|접속자)'
const QUOTES = `["'\\[(<]`
/** Something stands between a word for people and the name, or the word is but the beginning of another. */
const TO_NAME = `(?:(?: ?[=:] ?| )${QUOTES}{0,2}|${QUOTES}{1,2})`
const OF_PERSON = '(?:[ _-]?[Ii][Dd]|[ _-]?[Nn]o|_NAME|번호|아이디|계정|명)?'
/** Who it is about: behind a word for people, behind `for`, before what he did, before `@` and an address; the first of these that is no word of the sentence. */
export const PEOPLE = [
  `(?:^|${AFTER})(?:${PERSON}${OF_PERSON}(?:[(]ID[)])?${TO_NAME}|${PERSON_KO}${OF_PERSON}(?:[(]ID[)])? ?[=:]? ?${QUOTES}{0,2})${NAME}`,
  `(?:^|[ ])(?:[Ff]or|[Bb]y) ["'\\[(<]?${NAME}`,
  `${NAME}["'\\])>]? (?:has |have |successfully )?(?:logged|signed|authenticated|login|logout|로그인|로그아웃)`,
  `(?:^|${AFTER})([A-Za-z0-9._+-]{2,64})["']?@["']?${V4}(?:$|${BEFORE})`,
]
/** No name leads to it: a word between the time and the address, or right behind that. */
export const BESIDE_ADDRESS = [
  `^[ -/:-@[-\`{-~\t]*${NAME}[ \t,|/]{1,3}${V4}(?:$|${BEFORE})`,
  `^[ -/:-@[-\`{-~\t]*${V4}[ \t,|/]{1,3}${NAME}(?:$|${BEFORE})`,
] as const
export const NO_NAMES = ['a', 'account', 'agent', 'an', 'and', 'are', 'at', 'attempt', 'authenticated', 'authentication', 'by', 'created', 'details', 'does', 'error', 'fail', 'failed', 'failure', 'for', 'found', 'from', 'has', 'have', 'id', 'in', 'info', 'ip', 'is', 'locked', 'log', 'logged', 'login', 'logout', 'name', 'no', 'not', 'of', 'ok', 'on', 'out', 'page', 'password', 'request', 'service', 'session', 'sign', 'signed', 'status', 'succeeded', 'success', 'successful', 'successfully', 'the', 'to', 'token', 'updated', 'user', 'was', 'with'] // biome-ignore format: a list of words
/** Digits and dots alone are an address or a version. */
export const NO_NAME = '^[0-9]+[.][0-9.]*$'

/** Words of a line that say nothing of what happened: levels, names of classes and packages, paths. */
export const NOISE =
  '\\b(?:TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|FATAL|SEVERE)\\b|\\b[A-Za-z_$][A-Za-z0-9_$]*(?:[.][A-Za-z_$][A-Za-z0-9_$]*)+|\\b[A-Za-z]*(?:Service|Controller|Filter|Handler|Manager|Provider|Interceptor|Impl|Utils?|Repository|Dao|Mapper|Aspect|Listener|Module|Component|Config|Task|Client|Resource|Servlet|Helper|Processor|Resolver|Adapter)\\b|/[A-Za-z0-9_./?=&%-]+'
