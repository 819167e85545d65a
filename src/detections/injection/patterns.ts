/**
 * Syntax of other languages in a place that holds a value, as RE2 patterns over decoded text (see `syntax.ts`), to be
 * matched without regard to case. Written after the manuals of the languages; none is copied from a rule set.
 */

/** White space, or a comment that stands for it. */
const GAP = String.raw`(\s|/\*.*?\*/|\+)`

/** SQL of the common dialects, and the operators of document stores. */
export const SQL_PATTERN = [
  String.raw`\bunion\b[\s(+/*!]*(all|distinct)?[\s(+/*!]*\bselect\b`,
  String.raw`\bselect\b.{1,200}\b(from|case|elt|sleep|count)\b`,
  String.raw`\b(sleep|benchmark|pg_sleep|waitfor\s+delay|extractvalue|updatexml|dbms_[a-z_]+\.[a-z_]+|utl_[a-z]+\.[a-z_]+|randomblob|generate_series|make_set|xp_cmdshell|load_file|char_length|substring?|ascii|ord|mid|elt|information_schema|pg_catalog|sqlite_master|sysobjects|sysmaster|domain\.domains|crypt_key|regexp_substring|ctxsys\.[a-z_.]+|rdb\$[a-z]+|procedure\s+analyse|into\s+(out|dump)file)\s*[(.:\s#-]`,
  String.raw`\b(xp_cmdshell|select\s+pg_sleep|lo_(import|get|export)\s*\(|pg_read_file\s*\(|load_extension\s*\()`,
  String.raw`['")\d%]\s*(\)|\s)*\s*(\bor\b|\band\b|\brlike\b|\bhaving\b|\bwhere\b|\|\||&&)\s*\(*\s*['"]?[\w%]+['"]?\s*\)*\s*(=|<|>|\blike\b|\bbetween\b|\bin\b|\bis\b|\bglob\b)`,
  String.raw`(['"]|\d)\s*\)*\s*;\s*(select|insert|update|delete|drop|create|alter|exec|declare|if|begin|call|waitfor)\b`,
  String.raw`;${GAP}*(insert${GAP}+into|replace${GAP}+into|delete${GAP}+from|drop${GAP}+(table|database|view|function)|truncate${GAP}+table|alter${GAP}+table|create${GAP}+(table|function|procedure|trigger|view|extension))\b`,
  String.raw`\bcreate\s+(or\s+replace\s+)?(function|procedure)\s+\w+\s*\(`,
  String.raw`['"]\s*(\)|\s)*(\bor\b|\band\b|\bxor\b|\|\||&&)?\s*(--|#|/\*)`,
  String.raw`['"]\s*\)*\s*\border\s+by\s+\d+`,
  String.raw`/\*!?\d{5}|/\*!\s*(select|union|from)\b`,
  String.raw`[\w)'\]]\s*::\s*(int(eger)?|bigint|text|varchar|numeric|double|jsonb?)\b`,
  String.raw`\[\s*\$(ne|eq|gte?|lte?|n?in|regex|where|exists|not|n?or|and|elemmatch|type|mod|size|all)\s*\]|["']\$(ne|gte?|lte?|n?in|regex|where|exists|expr|function)["']\s*:`,
].join('|')

/** Paths out of the place they should stay in, files that no server means to serve, and addresses only the server reaches. */
export const PATH_PATTERN = [
  String.raw`(^|[=/\\:. ])(\.{2,}[/\\]+){2,}|(^|[=/\\:])(\.+[/\\]+){3,}|/\.{4,}[\w{/\\]|(\.\.|0x2e0x2e)(0x2f|0x5c)`,
  String.raw`\.\.[/\\]+([^&\s]*[/\\])?(etc|proc|windows|winnt|boot\.ini|web-inf|\.env|\.git)\b`,
  String.raw`[/\\]etc[/\\](passwd|shadow|hosts|group|sudoers|issue|crontab|fstab|sub[ug]id|ssh|ssl|nginx|apache2|httpd|mysql|my\.cnf|php)|/proc/(self|\d+|version|cmdline|mounts|environ|interrupts)|/sys/(class|block|firmware|kernel)\b|\b(win|boot)\.ini\b`,
  String.raw`\b(php|file|expect|phar|gopher|dict|glob|zip|rar|ogg|jar|netdoc|ssh2\.\w+|compress\.(zlib|bzip2))://`,
  String.raw`[=\s/]data:[a-z]+/[a-z0-9.+-]+(;base64)?,?.*(<\?|PD9)`,
  String.raw`wp-config\.php|\.ht(passwd|access)\b|\bweb\.config\b|WEB-INF/|\.ssh/(id_|authorized_keys|known_hosts|config)|\.aws/(credentials|config)|\.docker/(config|secrets)|\.kube/config|\.git/(config|head|index|objects|logs)|\.(bash|zsh|mysql|psql)_history\b`,
  String.raw`(^|[/=])\.(env|svn|hg|npmrc|pypirc|netrc|pgpass|dockercfg|DS_Store)\b|/\.[a-z][\w-]*/[^?&\s]*(config|settings|secrets?|credentials|mcp|hooks|rules)\b|\.(sql|dump|bak)\.(zip|gz|bz2|xz|7z|tar)\b|/(debug|errors?)\.log\b`,
  String.raw`\bhttps?:/*([^/\s&]*@)?(169\.254\.\d+\.\d+|127\.\d+(\.\d+){0,2}|0x[0-9a-f]+(\.0x[0-9a-f]+)*|0[0-7]{3,}(\.0[0-7]+)+|\d{8,10}|localhost|metadata\.(google\.internal|packet\.net|azure\.com)|\[[0-9a-f:.]*\])([/:?&#\s]|$)`,
].join('|')

const COMMANDS =
  'cat|tac|head|tail|less|more|nl|od|xxd|strings|base64|ls|ll|dir|id|who|whoami|w|wget|curl|fetch|lynx|nc|ncat|netcat|socat|telnet|ssh|scp|ftp|tftp|bash|sh|dash|ash|zsh|ksh|csh|tcsh|busybox|ping|traceroute|dig|host|nslookup|uname|hostname|sleep|python[\\d.]*|perl|ruby|php\\d?|node|lua|gcc|powershell(\\.exe)?|pwsh|cmd(\\.exe)?|ifconfig|ipconfig|ip|netstat|ss|route|arp|ps|top|kill|env|printenv|set|export|echo|printf|chmod|chown|rm|cp|mv|mkdir|touch|find|grep|awk|sed|tar|zip|gzip|unzip|tee|dd|crontab|at|nohup|sudo|su|passwd|useradd|net\\s+(user|localgroup|view)|tasklist|systeminfo|certutil|bitsadmin|mshta|regsvr32|rundll32|wmic|reg(edit)?|schtasks|vi|vim|apt(-get|itude)?|yum|pip\\d?|npm|mysql(dump|admin)?|mariadb(-dump)?|pg_dump(all)?|psql|mongo(dump|export|sh)?|redis-cli|sqlite3|sqlcmd|rsync|openssl|xargs|docker|kubectl|lsof|df|du'

/** Commands of a shell behind a sign that ends the one before, inside a substitution, or with arguments that only they take. */
export const SHELL_PATTERN = [
  String.raw`([;|\x60]|&&|\$\()[\s+]*(/(usr/|bin/|sbin/|local/|etc/)*)?(cat|ls|id|whoami|wget|curl|nc|ncat|bash|sh|ping|uname|sleep|python\d?|perl|powershell|cmd|nslookup|ifconfig|ipconfig|netstat|chmod|printenv)(\s|\+|$|[;|&<>)\x60])`,
  String.raw`([;|&\x60\n]|\$\(|[<>]\()[\s+]*(/(usr/|bin/|sbin/|local/|etc/)*)?(${COMMANDS})(\s*[;|)\x60]|\s+&&|[\s+]+(-\w|/|\.|~|>|<|https?:|\$|["']|[a-z]:))`,
  String.raw`=\s*(\w+=\S+\s+)?(/(usr/|bin/|sbin/|local/)*)?(${COMMANDS})\s+(-[a-z]+\s|--[a-z]|/[a-z?*]|https?://)`,
  String.raw`/(usr/)?s?bin/(${COMMANDS})\b|/dev/(tcp|udp)/|\$\{?shell\b|\w(\x60\x60|\$\(\)|[<>]\(\)|\$[@*!?]\w)|\$\(\(|\$\[\d`,
  String.raw`[=\s]/[\w/]*\[[a-z?!/-]{1,15}\]\w`,
  String.raw`\bfor\b(\s+/[dlrf])*(\s+\S+)?(\s+"[^"]*")?\s+%+.?\w*\s+in\s*\(.*\)\s*do\b|\bif\s+(/i\s+)?(not\s+)?(exist|defined|errorlevel|cmdextversion)\s.{0,80}(\b(echo|goto|set|cmd|call|del|type|copy|exit)\b|\()|\bif(\s*/i)?\s+(not\s+)?\S.{0,80}(==|\b(equ|neq|lss|leq|gtr|geq)\b)`,
  String.raw`\$\{?IFS\b|\$\{\s*(\$\{|::|(jndi|script|url|dns|lower|upper|env|sys|java|ctx|main|const|file|date|xml|properties|base64(encoder|decoder)|url(encoder|decoder)|resourcebundle|localhost)\s*:)|[=\s]\(\)\s*\{|<!--\s*#(exec|include)`,
  String.raw`\{,(id|ip)\b|\{,?(cat|ls|whoami|wget|curl|ifconfig|echo|bash|sh|nc|ping|uname),|\{,(cat|ls|whoami|ifconfig)\b`,
  String.raw`/[\w?*\[\]]*[?*][\w?*\[\]]*/[\w?*\[\]]*[?*][\w?*\[\]]*(\s|&|$)|/(etc|bin|usr)/[\w/]*[\[?*][^&\s]*`,
  String.raw`\b(invoke-(webrequest|expression|command|restmethod)|start-process|new-object\s+net\.|downloadstring|encodedcommand|\biex\b\s*\(|\biwr\s+http)`,
].join('|')

/** Code of the languages that web servers run, and of their templates. */
export const CODE_PATTERN = [
  String.raw`<\?(php|=|\s)|<%[=@\s]|\{%-?\s*(if|for|set|include|import|print|block|extends|macro|raw)\b`,
  String.raw`\$_(get|post|request|cookie|server|session|files|env)\b|\$\{?globals\b`,
  String.raw`\bassert\s*\(\s*["'$\w]|\b(eval|system|exec|passthru|shell_exec|popen|proc_open|pcntl_exec|call_user_func(_array)?|create_function|base64_decode|gzinflate|gzdecode|gzuncompress|str_rot13|file_(get|put)_contents|phpinfo|readfile|show_source|highlight_file|fsockopen|preg_replace_callback|move_uploaded_file|fputcsv|unserialize|allow_url_include|auto_prepend_file)\s*(/\*.*?\*/|(//|#)[^\n]*\n)?\s*[(=]`,
  String.raw`\(\s*["']?\w+["']?\s*(\.\s*["'(]\w+["')]*\s*)*\)\s*\(\s*["']\w+["']\s*\)`,
  String.raw`["'\])}]\s*\([^()]{0,40}\)\s*;|\$[a-z_{@$][\w{}@$>-]*(\[[^\]]{0,20}\])*\s*(/\*.*?\*/\s*)?\(|[\[{]/?php[\]}]|\bfunction\s*\w*\s*\([^)]*\)\s*\{`,
  String.raw`\b[oc]:\d+:"[\w\\]+":\d+:\{|\ba:\d+:\{[si]:\d+`,
  String.raw`\{\{[^}]*[*+(\[|'"][^}]*\}\}|[#$@*]\{[^}]*([(*\[]|\bnew\b)[^}]*\}|@\{\s*\[`,
  String.raw`\brequire\s*\(?\s*["'(]?\s*["'](child_process|fs|http|net|os|vm)["']|\bchild_process\b|\bprocess\.(env|mainmodule|binding|spawn|exec)\b|\bmodule\.exports\b|\bstring\.fromcharcode\b|\bnew\s+function\s*\(|\bthis\.constructor\b|_\$\$nd_func\$\$_|__js_function`,
  String.raw`__proto__|\bconstructor\s*[.\[]\s*prototype\b|__(class|globals|builtins|subclasses|import|mro)__`,
  String.raw`\bjava\.(lang|io|net|nio)\.\w+|\bruntime\.getruntime\b|\bprocessbuilder\b|\bclass\.module\.classloader\b|\b(invokefunction|call_user_func(_array)?)\b|\bkernel\.(exec|system|spawn)\b|\bprocess\.spawn\b`,
].join('|')
