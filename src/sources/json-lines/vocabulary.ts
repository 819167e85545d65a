import type { EventField } from '../../domain/case-config.ts'
import { isNobody } from '../shared/nobody.ts'
import { NUMBER as ADDRESS_NUMBER } from '../shared/address-forms.ts'
import { DISTINGUISHED } from '../shared/common-name.ts'
import { STATUS } from '../shared/status.ts'
import { timeStyleOf } from '../shared/times.ts'

const ACTORS =
  '(?:관리자|직원|사원|상담원|상담사|운영자|담당자|취급자|처리자|작업자|조회자|행위자|근무자)_?(?:번호|아이디|id|no|계정)?|사번|행번|(?:担当者|操作者|作業者|社員|職員|オペレーター?)_?(?:id|コード|番号)?|bearbeiter|sachbearbeiter|mitarbeiter(?:_?(?:nr|nummer|kennung))?'
/** Several may be called alike: a number or an account comes before a name. */
const MEMBERS = '(?:회원|사용자|고객|이용자|접속자|유저)'
const MEMBERS_JA = '(?:会員|利用者|ユーザー?|顧客|お客様|アカウント)'
/** Names of those who work on the data of others. */
export const ACTOR = new RegExp(
  `^(?:${ACTORS})$|(?:^|_)(?:admin|operator|agent|clerk|teller|staff|employee|emp|actor)_?(?:id|no|num|number|user|login)$|(?:^|_)actor(?:_(?:name|e_?mail))?$|(?:^|_)(?:performed|handled|done)_?by$`,
)

/** How a field is known in JSON logs: names in words (`client_ip`), best first, and what its values look like. */
export interface Known {
  readonly field: EventField
  readonly names: readonly RegExp[]
  /** Whether sampled values fit. */
  readonly fits: (values: readonly string[]) => boolean
  /** Names that end alike and mean something else. */
  readonly isNot?: RegExp
}

/** The same members come again in every line, and there are many names. */
const RANKS = new WeakMap<Known, Map<string, number>>()
const MOST_RANKS = 4096

/** Which of its names the words are, the best 0; -1 for none. */
export const rankOf = (known: Known, words: string): number => {
  let ranks = RANKS.get(known)
  if (ranks === undefined || ranks.size >= MOST_RANKS) RANKS.set(known, (ranks = new Map()))
  const before = ranks.get(words)
  if (before !== undefined) return before
  const rank = known.isNot?.test(words) === true ? -1 : known.names.findIndex((name) => name.test(words))
  ranks.set(words, rank)
  return rank
}

export const most = (values: readonly string[], pattern: RegExp, share = 0.9): boolean =>
  values.length > 0 && values.filter((value) => pattern.test(value)).length >= share * values.length

const written = (values: readonly string[]): readonly string[] =>
  values.filter((value) => !/^(?:|-|null|undefined)$/.test(value))

export const ADDRESS =
  /^(?:unknown *, *){0,4}(?:(?:[a-z]{2,5}:\/|[a-z\d.-]{0,253})\/|ipv[46]:|for=)?"?\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f.]{0,15}){2,})\]?(?::\d{1,5})?"?(?:\/32|\/128|(?<=for=[^;]*);[^,]*)?(?:\s*,.*)?$/i
export const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|PROPFIND)$/i
const REQUEST = /^"?[A-Z-]{1,24} \S/
const TARGET = /^(?:\/|https?:\/\/|\*$)/i
const ID = /^[^\s{}[\]"]{1,128}$/
/** Digits, letters, and the marks of UUID, base64, JWT; with or without `Bearer`. */
/** Names of RFC 7518, 3.1 and RFC 8037, 3.1, in whatever case. */
const ALGORITHM = /^(?:none|[hrpe]s(?:256|384|512)k?|eddsa|ed25519|ed448)$/i
const TOKEN = /^(?:bearer |token )?[A-Za-z0-9._~+/=:|-]{6,}$/i

/** Who somebody is on Windows, and no session. */
const SECURITY_ID = /^S-1-\d/

const ids = (values: readonly string[]): boolean => most(written(values), ID)
/** Who shows a certificate is named by its subject, in which blanks stand. */
const accounts = (values: readonly string[]): boolean =>
  ids(
    written(values)
      .filter((value) => !isNobody(value))
      .map((value) => (DISTINGUISHED.test(value) ? 'CN' : value)),
  )
const texts = (values: readonly string[]): boolean => written(values).length > 0
const numbers = (values: readonly string[]): boolean => most(written(values), /^\d+$/)
const instants = (values: readonly string[]): boolean => timeStyleOf(written(values)) !== null

const named = (...names: readonly string[]): readonly RegExp[] => names.map((name) => new RegExp(`(?:^|_)${name}$`))

/** Of what is spoken to, or of who manages it. */
const OTHERS_ADDRESS =
  /(?:^|_)(?:auth_device|management|mgmt|dest(?:ination)?|dst|server|target|upstream|backend|local|host|virtual|listener)_(?:real_)?(?:ip|addr(?:ess)?)(?:_addr(?:ess)?)?$/

/** So many addresses ask, and are not asked: Tomcat's `host` is who was there (`%h`). */
const MOST_HOSTS = 8
const areClients = (values: readonly string[]): boolean =>
  most(written(values), /^(?:\d{1,3}\.){3}\d{1,3}$/) && new Set(values).size > MOST_HOSTS

/** Where a program, its log or what it runs lies on the disk. */
const OWN_FILES =
  /(?:^|_)(?:log|file|folder|dir(?:ectory)?|script|exec?(?:utable)?|process|image|binary|module|class|root|working|install|source)_(?:file_)?path$/

export const KNOWN: readonly Known[] = [
  {
    field: 'time',
    names: named('timestamp', 'time_?iso8601', 'time_?local', 'event_?time', 'time_?generated', 'log_?time', 'logged_?at', 'occurred_?at', 'published', 'created_?(?:at|time|date)?', 'reg_?(?:dt|date|time|dttm)', 'date_?time', 'start_?(?:time|utc|local)', 'started_?at', 'start', 'time', 'ts', 'dt', 'date', 'at', 'when', 'msec', '(?:처리|접속|조회|요청|발생|등록|작업|수행|이용|열람)?_?(?:일시|시각|시간)', 'zeit(?:punkt|stempel)?', 'datum(?:_?zeit)?', 'uhrzeit', 'horodatage', '(?:date_?)?heure', 'fecha(?:_?hora)?', 'data_?hora', 'hora', 'data_?ora', '日時', '時刻', '時間', '时间', '日期'), // biome-ignore format: a list of names
    fits: instants,
  },
  {
    field: 'src_ip',
    names: named('cf_?connecting_?ip(?:v6)?', 'client_?(?:real_?)?(?:ip|addr(?:ess)?)', 'c_?ip', 'real_?ip', 'source_?(?:ip|addr(?:ess)?)(?:_?address)?', 'src_?(?:ip|addr)', 'caller_?ip(?:_?address)?', 'rem(?:ote)?_?(?:ip|addr(?:ess)?)', 'user_?ip', 'ip_?client', 'peer_?(?:ip|addr(?:ess)?)', 'ip_?addr(?:ess)?', 'x_forwarded_for', 'forwarded_?for', 'xff', 'ip', 'client', 'remote_?host', 'client_?host', 'remote', 'peer', 'from', 'src', 'source', 'origin', 'addr(?:ess)?', '(?:접속지?|로그인|사용자|클라이언트|요청|원격|단말기?|고객|pc|공인|외부|출발지|처리자|취급자|접속자|접근자|작업자|담당자|이용자)_?(?:아이피|ip|주소)', '접속지(?:_?정보)?', '아이피', '(?:ip|아이피)_?주소', '(?:client_?|quell_?)?ip_?adress[ea]?', 'adress[ea]', 'adresse_?ip', 'direcci[oó]n(?:_?ip)?', 'endere[cç]o(?:_?ip)?', 'indirizzo(?:_?ip)?', '주소', 'アドレス', '地址', '(?:ip|接続元(?:ip)?|送信元(?:ip)?|クライアント(?:ip)?)_?アドレス', '接続元(?:ip)?', '(?:客户端)?_?ip_?地址', '(?:ip|addr)_?(?:origem|origen|origine|quelle|klienta?|istemci)', '(?:端末|機器|操作)_?ip', 'quelle', 'herkunft', 'orig(?:em|en|ine)', 'istemci_?ip'), // biome-ignore format: a list of names
    fits: (values) => most(written(values), ADDRESS),
    isNot: OTHERS_ADDRESS,
  },
  {
    // The 32 bits of an address as one number; elsewhere so many digits may be anything.
    field: 'src_ip',
    names: named('(?:ip|addr(?:ess)?|아이피|inet)(?:_?(?:v4|num(?:ber)?|int(?:eger)?|long|dec(?:imal)?|aton))?'),
    fits: (values) => most(written(values), new RegExp(ADDRESS_NUMBER)) && new Set(values).size > 1,
    isNot: OTHERS_ADDRESS,
  },
  {
    field: 'request',
    names: named('request(?:_?line)?', 'req', 'message', 'msg', '요청(?:_?(?:내용|문|라인))?'),
    fits: (values) =>
      most(written(values), REQUEST) && written(values).every((value) => TARGET.test(value.split(' ')[1] ?? '')),
  },
  {
    field: 'method',
    names: named(
      'request_?method',
      'req_?method',
      'http_?method',
      'method',
      'verb',
      'm',
      '(?:요청)?_?(?:메[서소쏘]드|방식)',
      'methode',
      'm[eé]todo',
      '(?:リクエスト)?メソッド',
      '请求方法',
    ),
    fits: (values) => most(written(values), METHOD),
  },
  {
    field: 'url',
    names: named('request_?uri', 'req_?ur[il]', 'request_?url', 'http_?(?:url|target)', 'url_?(?:original|full)', 'ur[il]', 'target', 'request_?(?:path|target)', 'endpoint', 'resource', '(?:요청|접속|접근)_?(?:url|uri|주소|페이지|화면)', 'rota', 'recurso', 'ressource', 'adres'), // biome-ignore format: a list of names
    fits: (values) => most(written(values), TARGET),
  },
  {
    field: 'path',
    names: named(
      'url_?path',
      'uri_?(?:path|stem)',
      'request_?path',
      'path',
      'uri',
      'route',
      '(?:요청)?_?경로',
      'pfad',
      'chemin',
      'ruta',
      'caminho',
      '(?:リクエスト)?パス',
      '请求路径',
      '路径',
    ),
    fits: (values) => most(written(values), TARGET),
    isNot: OWN_FILES,
  },
  {
    field: 'query',
    names: named(
      'url_?query',
      'uri_?query',
      'query_?(?:string|params?)?',
      'qs',
      'args',
      'search',
      'qstr',
      '쿼리(?:_?스트링)?',
    ),
    fits: (values) => written(values).length > 0 && written(values).every((value) => /^\S+$/.test(value)),
  },
  {
    field: 'host',
    names: named(
      'headers?_host',
      'http_?host',
      'request_?host',
      'url_?domain',
      'vhost',
      'server_?name',
      'authority',
      'host_?header',
      'domain',
      'host',
    ),
    fits: (values) => most(written(values), /^[A-Za-z0-9._:[\]-]+$/) && !areClients(values),
  },
  {
    field: 'status',
    names: named('status_?code', 'http_?status(?:_?code)?', 'response_?(?:status|code)(?:_?code)?', 'resp_?(?:status|code)', 'status', 'code', 'sc_?status', 'st', 'rc', '(?:응답)?_?(?:상태|코드)_?(?:코드|값)?', 'statut', 'code_?retour', 'estado', 'ステータス(?:コード)?', '状态码'), // biome-ignore format: a list of names
    fits: (values) => most(written(values), STATUS),
  },
  {
    field: 'bytes',
    names: named('body_?bytes(?:_?sent)?', 'bytes_?(?:sent|written)', 'sent_?bytes', 'response_?(?:body_?)?(?:size|bytes|length)', 'resp_?(?:size|bytes|length)', 'size', 'bytes', 'content_?length', 'bytes_?out', 'tx(?:_?bytes)?', 'bytes_?tx', 'sc_?bytes', 'len(?:gth)?', 'sz', '(?:전송|응답)_?(?:크기|바이트|용량|길이|량)', '(?:response_?)?octets', 'octetos(?:_?envi?ados)?', 'octets_?(?:envoyes|envoyés)', 'taille', 'tama[nñ]o', 'tamanho', 'gr(?:o|ö|oe)(?:ss|ß)e', 'サイズ', 'バイト数?', '字节数'), // biome-ignore format: a list of names
    fits: numbers,
    isNot: /(?:^|_)(?:cs|received|recv|rx|key|upload(?:ed)?)_(?:bytes|size|len(?:gth)?)$/,
  },
  {
    field: 'user_agent',
    names: named(
      'http_?user_?agent',
      'user_?agent(?:_?(?:original|header|string))?',
      'user_?agent_?0?',
      'request_?client_?application',
      'agent',
      'ua',
      'browser',
      '브라우저',
      '(?:사용자|유저)_?에이전트',
      'navigateur',
      'navegador',
      'ブラウザ',
      'ユーザーエージェント',
      '浏览器',
    ),
    fits: texts,
  },
  { field: 'referrer', names: named('http_?referr?er', 'referr?er(?:_?header)?'), fits: texts },
  {
    field: 'principal',
    names: named('consumer_?(?:custom_?id|user_?name)', 'actor(?:_?(?:login|user_?(?:id|name)))?', 'end_?user(?:_?(?:id|name))?', 'user_?(?:id|no|uid|num|seq|sn|pk)', 'uid', '(?:member|mem|mbr|account|acct|customer|cust|client_?user|usr|emp|staff|subscriber|person|profile|patient|player|employee|student|guest|citizen|resident|passenger|driver|buyer|seller|owner|holder|consumer)_?(?:id|no|num|number|uid|seq|sn|srl)', 'sub', 'subject', 'principal(?:_?id)?', 'user_?(?:principal_?)?name', 'upn', 'usr_?name', '[sd]user', 'login_?(?:id|name)', 'user_?key', 'actor_?id', 'actor_alternate_?id', 'u_?id', 'login', 'user', 'usr', 'member', 'mbr', 'account', 'acct', 'customer', 'cust', 'subscriber', 'employee', 'db_?user(?:_?name)?', '(?:user_?)?e_?mail', 'player', 'patient', 'identity(?:_?id)?', `${MEMBERS}_?(?:번호|아이디|id|no|계정)`, '아이디', '계정', `${MEMBERS}_?명?`, 'kunde(?:n_?(?:nr|nummer|id|konto))?', '(?:benutzer|nutzer|mitglied)s?_?(?:name|kennung|nr|nummer|id)?', 'utilisateur', 'identifiant', 'num[eé]ro_?client', 'usu[aá]rio', 'cliente', 'utente', 'gebruiker(?:snaam)?', '(?:num(?:ero)?_?(?:da_?|de_?)?)?(?:conta|cuenta|compte|konto|conto|rekening|hesap)(?:_?(?:id|no|nr|nummer|numero))?', '(?:kullan[iı]c[iı]|m[uü][sş]teri|[uü]ye|[oö][gğ]renci)_?(?:ad[iı]|no|id)?', 'klient(?:_?id)?', 'klant(?:nummer)?', 'anv[aä]ndare?', 'kund(?:nummer)?', 'k[aä]ytt[aä]j[aä](?:tunnus)?', 'u[zż]ytkownik', 'guest', `${MEMBERS_JA}_?(?:番号|id|コード)`, `${MEMBERS_JA}_?名?`, '(?:用户|会员|客户|账号|帐号)_?(?:名|id|编号|号)?', ACTORS, '(?:admin|operator|clerk|teller)_?(?:id|no|user)', '(?:performed|handled)_?by', 'author_?name', 'who'), // biome-ignore format: a list of names
    fits: accounts,
    isNot: /(?:^|_)(?:failed|last|first|next|is|can|require[sd]?|allow)_(?:login|user)$/,
  },
  {
    // Of a GraphQL service; elsewhere it may be the program or the kind of screen.
    field: 'principal',
    names: named('viewer(?:_?id)?'),
    fits: (values) => ids(values) && most(written(values), /\d/),
  },
  {
    // Of a log of calls; of a program's own log it is the place in the code.
    field: 'principal',
    names: named('caller(?:_?(?:id|name))?', 'requester(?:_?(?:id|name))?'),
    fits: (values) => ids(values) && !most(written(values), /[:.]\w*:?\d+$/, 0.1),
  },
  {
    field: 'credential',
    names: named('jti', 'token_?(?:id|hash|uid|sha\\d{0,3}|digest|fingerprint)', 'access_?token(?:_?id)?', '(?:jwt|access_?token|id_?token|oidc)_?(?:id|jti)', 'session_?(?:id|key|token|uid)', 'sess(?:ion)?_?(?:id_?)?(?:hash|digest|fingerprint|sha\\d{0,3})', 'sess_?id', 'j?session_?id', 'sid', 'auth_?token', 'bearer_?token', 'token', 'tok', 'tkn', 'session', 'sess', '(?:세션|토큰|접속)_?(?:id|아이디|키|값|번호)', '세션', '토큰', 'authorization', 'http_?authorization', 'credential(?:_?id)?', 'jwt', 'ticket', '(?:api|access)_?key(?:_?id)?', 'auth(?:_?header)?', 'sitzung(?:s_?(?:id|nummer))?', 'セッション_?(?:id|番号)?', 'トークン(?:_?id)?', '会话_?(?:id|标识)?', '令牌', '(?:id_?)?(?:sess[aã]o|sesi[oó]n|sessione|sessie|oturum|sesja)(?:_?(?:id|no))?', 'id_?session', 'jeton(?:_?id)?'), // biome-ignore format: a list of names
    fits: (values) => most(written(values), TOKEN) && !most(written(values), SECURITY_ID),
  },
  {
    // What grok's pattern of the combined log calls who was logged in.
    field: 'principal',
    names: named('auth'),
    fits: (values) =>
      accounts(values) &&
      values.every((value) => value.length <= 64 && !/^(?:true|false|basic|bearer|yes|no|\d)/i.test(value)),
  },
  {
    field: 'token_kid',
    names: named('kid', '(?<!(?:api|access)_)key_?id', 'signing_?key(?:_?id)?', '(?:서명_?)?키_?(?:id|아이디|번호)'),
    fits: ids,
  },
  {
    field: 'token_alg',
    names: named(
      'alg(?:orithm)?',
      '(?:jwt|jws|token|signing|signature|sig)_?(?:header_?)?alg(?:orithm)?',
      '(?:서명_?)?알고리즘',
    ),
    fits: (values) => most(written(values), ALGORITHM),
  },
  { field: 'token_issued', names: named('iat', '(?:token_?)?issued_?at'), fits: instants },
  { field: 'token_expires', names: named('exp', '(?:token_?)?expires?_?at', 'expiry', 'expiration'), fits: instants },
  {
    field: 'device',
    names: named(
      'device_?(?:id|uid|uuid|key|token)',
      'device',
      'udid',
      'fingerprint',
      'installation_?id',
      'app_?instance_?id',
    ),
    fits: ids,
  },
  {
    field: 'outcome',
    names: named('outcome', 'result(?:_?code)?', 'rslt(?:_?yn)?', 'succ(?:e(?:ss|eded))?(?:_?(?:yn|flag|fl|at))?', '(?:login|auth)_?(?:result|status|yn)', 'status', '(?:로그인|접속|인증)?_?(?:결과|성공)_?(?:여부|유무|구분)?', '성공_?/?_?실패(?:_?(?:여부|구분))?', 'ergebnis', 'r[eé]sultat', 'resultado', 'esito', '結果', '结果'), // biome-ignore format: a list of names
    fits: (values) => texts(values) && new Set(values).size <= 50,
  },
  {
    field: 'outcome',
    names: named('(?:is_?)?(?:authenticated|authorized|valid|passed|granted|allowed|accepted|ok)'),
    fits: (values) => most(written(values), /^(?:true|false|[01yn]|yes|no)$/i, 1) && new Set(values).size > 1,
  },
  {
    // Of one digit nobody knows whether zero or one is a success.
    field: 'outcome',
    names: named('(?:result|rslt|succ)_?(?:code|cd)', '(?:로그인|접속|인증)?_?결과_?코드'),
    fits: (values) => texts(values) && !values.some((value) => /^\d$/.test(value)) && new Set(values).size <= 50,
  },
]

/** Names whose values resemble a credential and are none: they differ from request to request. */
export const PER_REQUEST =
  /(?:^|_)(?:request|req|trace|span|correlation|transaction|event|message|log|x_request|amzn_trace)_?(?:id|uuid|uid)$|(?:^|_)(?:nonce|etag|ray|uuid)$/

/** A field that says what happened; in these words, best first. */
export const ACTION_NAMES = named('event_?(?:action|type|name)', 'action_name', 'evt?_?(?:type|name)?', 'action', 'operation(?:_?name)?', 'activity(?:_?name)?', 'event', 'type', 'op', 'kind', 'message_?template', 'message', 'msg', 'mt', 'category', 'm', '이벤트(?:_?(?:명|유형|종류))?', '구분', '행위(?:_?(?:명|유형|구분))?', 'ereignis', 'vorgang', '[eé]v[eé]nement', 'evento', 'イベント', '区分', '種別', '操作', '事件') // biome-ignore format: a list of names
