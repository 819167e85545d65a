import type { cleared as english } from '../en/cleared.ts'
import type { Translation } from '../translation.ts'

export const cleared = {
  'cleared/partner-server': '{address}: 계정 {n,}개로 조회. 협력사의 서버입니다.',
  'cleared/shared-address': '{address}: 일반 계정 {accounts}개가 함께 쓰는 주소입니다.',
  'cleared/crawler': '{agent}: 요청 {n,}건. 검색 로봇입니다.',
  'cleared/load-test': '{address}: {day}에 계정 {n,}개 사용. 부하 시험과 같은 모습입니다.',
  'cleared/call-centre': '{address}: 계정 {accounts}개가 대상 {objects}개를 조회. 고객 센터입니다.',
  'cleared/long-lived-sessions': '로그가 시작되기 전부터 이어진 세션 {n,}개.',
  'cleared/other-door': '어느 로그에도 로그인이 없는 계정 {n,}개, 세션 {sessions,}개.',
  'cleared/opened-for-another': '다른 계정 {openers,}개가 대신 연 계정 {n,}개의 세션 {sessions,}개.',
  'cleared/acts-for-others':
    '그 주소를 늘 쓰는 계정이 요청에서 그 계정을 지정했고, 곧바로 같은 곳에서 그 계정이 사용되었습니다. 고객 지원이 고객을 대신해 접속할 때의 모습입니다. 각각 사유가 있었는지 확인하십시오.',
  'cleared/desk': '{address}의 계정 {n,}개. 어느 로그에도 로그인이 없습니다.',
  'cleared/at-work':
    '동료들처럼 날마다 남의 자료를 업무로 읽으며 다른 곳에는 거의 나타나지 않습니다. 다른 경로로 로그인하는 업무 부서로 보이나, 어느 경로인지는 로그에 없습니다. 이 세션을 판단하려면 그 로그를 추가하십시오.',
  'cleared/other-people': '로그 {source}: 로그인 기록에 전혀 나오지 않는 계정 {n,}개의 세션 {sessions,}개.',
  'cleared/no-record-of-them':
    '로그인 기록이 다른 이용자들의 것이라 판단에서 뺐습니다. 판단하려면 이 서비스의 로그인 로그를 더하십시오.',
  'cleared/day-after-day':
    '로그가 시작될 때부터 날마다 같은 곳에서 접속합니다: 다른 경로로 로그인하는 계정입니다. 어느 경로인지는 로그에 없습니다.',
  'cleared/other-issuer': '{door}: 발급 기록이 거의 없는 계정 {n,}개, 세션 {sessions,}개.',
  'cleared/ask-its-log':
    '기간 내내 쓰이고, 같은 계정이 다시 오며, 저마다 자기 집에서 접속합니다: 로그를 받지 못한 다른 발급 서버입니다. 이 세션들은 판단하지 않았습니다. 그 가운데 위조된 토큰이 있는지는 그 서버의 로그로만 알 수 있으니 요청하십시오.',
  'cleared/inner-relay':
    '내부망 {place}: 소수의 서버를 거친 세션 {sessions,}개. 그곳에서 로그인한 세션은 거의 없습니다.',
  'cleared/outer-relay': '네트워크 {place}: 계정 {n,}개의 세션 {sessions,}개. 그곳에서 로그인한 세션은 거의 없습니다.',
  'cleared/passes-on':
    '거의 모든 세션이 그 계정이 로그인하는 곳에서 쓰는 바로 그 프로그램을 댑니다. 요청을 전달하는 네트워크가 그러하며, 로그인은 다른 주소로 합니다. 이 세션들은 판단하지 않았습니다. 판단하려면 그 뒤에 있는 이용자의 주소를 기록하십시오.',
  'cleared/asks-for-many':
    '기간 내내 요청이 있습니다. 사람들을 대신해 화면을 만드는 서버가 그러하며, 로그인은 그 앞에서 저마다의 주소로 합니다. 이 세션들은 판단하지 않았습니다. 판단하려면 그 서버 뒤에 있는 이용자의 주소를 기록하십시오.',
  'cleared/lost-issuance': '{hours,}시간 동안 발급 기록이 유실된 인증 수단 {n,}개.',
  'cleared/skewed-clock': '{source}의 시계가 {seconds,}초 어긋나 있어, 비교할 때 시각을 바로잡았습니다.',
  'cleared/health-check': '{route}에 대한 요청 {n,}건: 상태 점검입니다.',
  'cleared/public-route': '{route}{route:은|는} 공개 경로입니다: 일반 방문자가 로그인 없이 읽습니다.',
  'cleared/whole-window': '첫날부터 마지막 날까지 한결같이 동작합니다.',
  'cleared/issued': '인증 수단에 발급 기록이 있습니다.',
  'cleared/declared': 'case.yaml에 선언되어 있습니다.',
  'cleared/log-ins-seen': '로그인이 로그에 있습니다.',
  'cleared/slight': '의심스러운 세션 묶음 {n,}개.',
  'cleared/too-few-accounts': '묶음마다 계정이 {least}개 미만이어서 침입자로 볼 근거가 부족합니다.',
  'cleared/own-accounts':
    '그 계정들은 다른 곳에서 거의 쓰이지 않으며, 자기 것만 읽습니다. 시험 계획서를 요청하십시오. 시험이 없었다면 이 자격 증명은 발급된 적이 없는 것이며, 그 계정들은 피해 명단에 들어가야 합니다.',
  'cleared/first-seen-near-start': '모두 로그가 시작될 무렵 처음 나타납니다.',
  'cleared/hole-in-issuance-log': '그 시간에는 일반 트래픽의 발급 기록도 유실되었습니다.',
  'cleared/public-pages-only': '공개 페이지만 읽었습니다.',
  'cleared/one-object': '주소마다 대상을 하나만 읽었습니다.',
  'cleared/wide-reader': '계정 {account}: 대상 {objects}개를 조회.',
  'cleared/like-a-duty':
    '{days}일에 걸쳐 조회했고 그만큼 넓게 조회하는 계정이 {peers}개입니다: 절취가 아니라 업무로 보입니다.',
  'cleared/ordinary-use': '그 계정들은 다른 계정과 다르지 않게 쓰입니다.',
} as const satisfies Translation<typeof english>
