import type { hypotheses as english } from '../en/hypotheses.ts'
import type { Translation } from '../translation.ts'

export const hypotheses = {
  'hypothesis/insider-with-key': '서명 키를 가진 내부자 또는 전직 내부자',
  'hypothesis/outsider-with-stolen-key': '서명 키를 훔친 외부인',
  'hypothesis/outsider-through-flaw': '서비스의 취약점이나 열린 문을 이용한 외부인',
  'hypothesis/stolen-customer-credentials': '고객에게서 훔친 비밀번호 또는 세션',
  'hypothesis/partner': '협력사 또는 협력사의 접근 권한',
  'hypothesis/state-aligned-group': '국가 연계 조직',
  'hypothesis/own-mistake': '공격 아님: 자사의 실수 또는 자사 시스템',

  'hypo/insider-with-key': '내부자',
  'hypo/outsider-with-stolen-key': '키 도난',
  'hypo/outsider-through-flaw': '취약점',
  'hypo/stolen-customer-credentials': '고객 측',
  'hypo/partner': '협력사',
  'hypo/state-aligned-group': '국가',
  'hypo/own-mistake': '실수',

  'estimate/almost-certain': '거의 확실함 (95 % 초과)',
  'estimate/very-likely': '가능성이 매우 높음 (80~95 %)',
  'estimate/likely': '가능성이 높음 (55~80 %)',
  'estimate/roughly-even': '반반에 가까움 (45~55 %)',
  'estimate/unlikely': '가능성이 낮음 (20~45 %)',
  'estimate/very-unlikely': '가능성이 매우 낮음 (5~20 %)',
  'estimate/almost-no-chance': '가능성이 거의 없음 (5 % 이하)',

  'evidence/way-in': '{vector#vector}: {level#level}.',
  'evidence/own-network': '행위자 요청의 {share%}가 자사 것으로 선언된 네트워크에서 왔습니다.',
  'evidence/partner-network': '행위자 요청의 {share%}가 협력사 것으로 선언된 네트워크에서 왔습니다.',
  'evidence/foreign-network': '행위자의 요청 {n,}건 가운데 자사나 협력사 것으로 선언된 네트워크에서 온 것은 없습니다.',
  'evidence/addresses': '행위자가 사용한 주소는 {n,}개입니다.',
  'evidence/no-failed-log-ins':
    '로그에 로그인 실패가 {of,}건 있으나 행위자의 주소에서 온 것은 없습니다. 훔친 비밀번호를 시험하면 실패가 많이 남습니다.',
  'evidence/only-personal-data': '행위자 요청의 {share%}가 개인정보를 반환하는 경로로 향했습니다.',
  'evidence/keys-from-actors':
    '행위자의 주소 {address}에서 계정 {account}(으)로 키나 비밀값, 인증 수단을 읽거나 만들었습니다(행위 {n,}종).',
  'evidence/administration-before':
    '첫 사건보다 앞서, 평소 그런 일을 하지 않는 계정이 키나 권한, 로그에 손댄 행위가 {n,}건 있습니다.',
  'evidence/trials': '행위자 {of,}명 가운데 {n,}명이 본격적인 조회에 앞서 시험했습니다.',
  'evidence/signatures-verify':
    '위조된 토큰 {n,}개의 서명이 서비스의 키로 검증됩니다. 만든 사람이 키를 가지고 있었습니다.',
  'evidence/signatures-fail': '위조된 토큰 {n,}개의 서명은 검증되지 않으나, 서비스는 그대로 받아들였습니다.',
  'evidence/told': '{what}',

  'hypotheses/no-such-evidence':
    'case.yaml이 “{id}”의 평가를 바꾸려 했으나 표에 그런 줄이 없어 아무것도 바꾸지 않았습니다.',
  'hypotheses/standing': '{hypothesis#hypothesis}: {word#estimate}.',
  'hypotheses/told': '{by}: {why}',

  'request/key-store-audit':
    '서명 키를 보관한 저장소(KMS, HSM, 볼트)의 감사 로그(읽기·내보내기·관리 작업): 보안팀 또는 클라우드 사업자. 마지막 키 교체 이후 전부.',
  'request/people-with-access':
    '서명 키에 접근할 수 있던 사람과 그중 퇴사자의 퇴사일, 보유 계정과 토큰: 인사팀과 플랫폼팀. 마지막 키 교체 이후 전부.',
  'request/places-of-the-key':
    '키가 있던 모든 곳(이력을 포함한 저장소, 빌드 변수, 이미지, 백업, 티켓, 대화)에서 키 자체를 검색한 결과: 플랫폼팀. 마지막 키 교체 이후 전부.',
  'request/deployments':
    '로그인, 토큰 검증, 이용된 경로의 변경 내역(작성자와 시각 포함): 개발팀과 운영팀. 최초 사건 이전부터.',
  'request/log-ins-of-affected': '피해 계정의 로그인, 비밀번호 변경, 기기에 대한 전체 기록: 계정 담당팀.',
  'request/leaked-credentials':
    '피해 계정 가운데 알려진 유출 비밀번호 목록에 있는 계정의 수를, 나머지 계정의 무작위 표본과 해시로 비교한 결과: 계정 담당팀.',
  'request/partner-register':
    '접근 권한이 있는 협력사의 시스템, 주소, 합의된 물량, 해당 기간의 협력사 로그: 계약 담당 부서.',
  'request/own-jobs': '해당 기간의 자체 시험, 모니터링, 이관, 배치 작업과 그 주소: 운영팀.',
  'request/address-holders': '해당 시각에 행위자의 주소를 사용한 가입자: 통신사업자(관할 기관을 통하여).',
  'request/known-infrastructure':
    '행위자의 주소, 사용자 에이전트, 습관이 다른 사건에서 알려진 것인지: 국가 침해사고 대응기관. 국가를 지목하려면 별도의 증거가 필요합니다.',

  'label/hypotheses': '누가 또는 무엇이 설명하는가',
  'label/hypotheses-note':
    '경쟁 가설 분석(Heuer 1999)으로, 로그에 나타난 것만으로 저울질했습니다. 표현은 ICD 203을 따릅니다. 비율은 이 가설들 사이에서만의 것이며, 사전에 모두 같은 가능성을 두고 각 줄을 서로 독립으로 보았습니다. 순서를 정하는 방법이지 유죄의 확률이 아닙니다. 프록시의 위치는 사용자가 누구인지 말해 주지 않습니다.',
  'label/hypothesis': '가설',
  'label/estimate': '추정',
  'label/share': '비율',
  'label/inconsistency': '반대 증거(dB)',
  'label/evidence': '증거',
  'label/evidence-line': '줄',
  'label/admiralty': '등급',
  'label/diagnosticity': '변별력(dB)',
  'label/evidence-matrix': '증거와 가설',
  'label/evidence-matrix-note':
    'CC 매우 부합, C 부합, N 무관, I 불부합, II 매우 불부합. 등급: 정보원의 신뢰도(A~F)와 정보의 신빙성(1~6), 애드미럴티 코드. case.yaml의 “hypotheses”에서 줄을 더하거나 평가를 바꿀 수 있습니다.',
  'label/requests': '다음에 요청할 것',
  'label/requests-note': '가장 유력한 두 가설을 가려 줄 자료입니다: {first#hypothesis} / {second#hypothesis}.',
  'label/request': '요청',
} as const satisfies Translation<typeof english>
