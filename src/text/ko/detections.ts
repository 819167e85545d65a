import type { detections as english } from '../en/detections.ts'
import type { Translation } from '../translation.ts'

export const detections = {
  'detection/never-issued': '발급된 적 없는 인증 수단의 사용',
  'detection/no-log-in-seen': '로그인이 보이지 않는 세션 (발급 로그 없음)',
  'detection/guessed-log-in': '추측하거나 목록에서 얻은 비밀번호로 한 로그인',
  'detection/log-in-after-failures': '거부가 거듭된 뒤 성공한 로그인 (서버, 로그인 경로)',
  'detection/second-place': '살아 있는 세션을 두 번째 장소에서 사용',
  'detection/missing-authentication': '로그인 없이 응답된 개인정보',
  'detection/object-enumeration': '한 계정이 여러 사람의 정보를 조회',
  'detection/ended-token': '만료·폐기된 인증 수단을 다른 이가 사용',
  'detection/injection': '서비스가 실행한 주입 구문',
  'detection/retired-key': '더는 쓰지 않는 키로 서명된 토큰',
  'detection/unsigned-token': '서비스의 서명이 없는 토큰',
  'detection/no-issuance-log': '어떤 토큰이 발급되었는지 기록한 로그가 없습니다.',
  'detection/issuance-log-present': '발급 로그가 있어, 그에 기댄 더 강한 검사를 대신 사용했습니다.',
  'detection/no-credential-field': '요청의 토큰·세션·쿠키를 기록한 로그가 없습니다.',
  'detection/no-principal-field': '요청의 계정을 기록한 로그가 없습니다.',
  'detection/no-personal-routes': '개인정보를 반환하는 것으로 알려졌거나 의심되는 경로에 대한 요청이 없습니다.',
  'detection/no-objects': '경로에 대상(식별자)이 있는 요청이 없습니다.',
  'detection/no-owners':
    '대상이 누구의 것인지 알 수 없습니다. 모든 대상이 여러 세션에서 조회되었고, 그 계정을 기록한 로그가 없습니다.',
  'detection/no-log-in-requests': '로그에서 로그인 요청을 알아볼 수 없습니다.',
  'detection/expired-before-use':
    '인증 수단 {of,}개 가운데 {n,}개가 만료된 뒤에야 처음 나타났습니다. 로그의 시계나 시간대가 토큰과 다르므로 만료 시각은 따지지 않았습니다.',
  'detection/no-session-ends': '만료·로그아웃·폐기 등 인증 수단이 언제 끝나는지 보여 주는 로그가 없습니다.',
  'detection/no-proof-of-issue': '발급도 로그인도 보이지 않아, 서비스가 어떤 키로 서명하는지 알 수 없습니다.',
  'detection/no-key-ids': '로그의 토큰에는 어떤 키로 서명되었는지 나타나 있지 않습니다.',
  'detection/no-token-headers': '요청 로그에 토큰 전체가 없어 어떻게 서명되었는지 알 수 없습니다.',
  'detection/addresses-of-no-clients': '요청의 주소가 모두 {n,}개뿐이어서 이용자의 주소가 아닙니다.',
  'detection/served-on-expired':
    '공격이 아니라 서비스의 약점: 만료된 인증 수단 {of}개 가운데 {n,}개가 주인이 쓰던 주소에서 계속 받아들여졌습니다 ({share%}).',
  'detection/served-on-revoked':
    '공격이 아니라 서비스의 약점: 폐기된 인증 수단 {of}개 가운데 {n,}개가 주인이 쓰던 주소에서 계속 받아들여졌습니다 ({share%}).',
  'detection/served-on-account':
    '공격이 아니라 서비스의 약점: 계정의 모든 세션이 끝난 뒤에도 세션 {of}개 가운데 {n,}개가 주인이 쓰던 주소에서 계속 받아들여졌습니다 ({share%}).',
  'detection/no-failed-log-ins': '실패한 로그인과 그 접속 주소를 보여 주는 로그가 없습니다.',
  'detection/guessing-seen':
    '주소 {addresses}개에서 이름 {n,}개의 로그인이, 비밀번호를 대입할 때와 같은 모습으로 실패합니다.',
  'detection/log-in-broken':
    '{n,}시간 동안은 늘 쓰던 곳에서 한 로그인도 실패했으므로, 그때의 실패는 근거로 세지 않았습니다.',
  'detection/no-refused-log-ins':
    '거부된 로그인을 보여 주는 로그가 없습니다. 로그인 기록에도, 로그인 경로에 대한 요청에도 나타나지 않습니다.',
  'detection/log-ins-of-sessions':
    '로그에 있는 로그인은 모두 세션이 함께 기록된 계정의 것이며, “추측하거나 목록에서 얻은 비밀번호로 한 로그인” 검사에서 살펴보았습니다.',
  'detection/log-ins-refused':
    '주소 {addresses,}개에서 온 로그인 시도 {n,}건이, 비밀번호를 대입할 때와 같은 모습으로 거부되었습니다. 시도했다고 성공한 것은 아닙니다.',
  'detection/no-agent-field': '요청의 프로그램(사용자 에이전트)을 기록한 로그가 없습니다.',
  'detection/learned-likeness':
    '확실한 세션과 그와 닮은 세션은 공격에서 예상한 모습과 다릅니다. 정상 세션보다 훨씬 자주 계정이 평소 쓰이던 곳이 아닌 데서 왔으므로, 공격 쪽의 비율은 이 세션들에서 배웠습니다. 닮았다는 것만으로는 세션을 유력하다고만 하고 확인되었다고는 하지 않습니다.',
  'detection/too-few': '무엇이 정상인지 재기에는 부족합니다. {what#looked}: {n,}.',
  'detection/looked-at': '살펴본 {what#looked}: {n,}.',
  'detection/nothing-unlike-background': '평소 트래픽과 다른 점이 없습니다.',
  'detection/doubtful':
    '계정 또는 주소 {n,}개가 그럴 가능성이 더 높아 보였으나(최대 {percent}%), 누구를 지목하기에는 부족합니다. 어느 것인지 보려면: mapae query "SELECT detection, principal, ip, posterior FROM derived.hit WHERE level = \'possible\'"',
  'detection/no-status-field': '요청의 응답 상태를 기록한 로그가 없습니다.',
  'detection/no-size-field': '응답의 크기를 기록한 로그가 없습니다.',
  'detection/injection-tried':
    '주소 {addresses,}개에서 온 요청 {n,}건에 SQL, 셸, 코드 또는 경로 구문이 들어 있습니다. 시도했다고 성공한 것은 아닙니다.',
  'detection/injection-unjudged': '그 가운데 {n,}건은 비교할 평소 응답이 너무 적은 경로가 성공으로 응답했습니다.',
  'looked/injection': '다른 언어의 구문이 든 요청',
  'looked/never-issued': '인증 수단',
  'looked/no-log-in-seen': '세션',
  'looked/guessed-log-in': '로그인',
  'looked/log-in-after-failures': '로그인',
  'looked/second-place': '세션',
  'looked/missing-authentication': '인증 수단 없는 요청',
  'looked/object-enumeration': '조회한 이',
  'detection/revoked-credential': '이름을 들어 폐기했는데도 응답받은 인증 수단',
  'looked/revoked-credential': '폐기된 인증 수단',
  'detection/no-revocations': '요청에 나오는 인증 수단이 폐기되었음을 보이는 로그가 없습니다.',
  'detection/revoked-answered':
    '서비스가 스스로 폐기한 인증 수단 {n,}개에 응답했습니다. 누가 썼든 폐기 확인에 결함이 있거나, 기록 없이 되돌려 준 것입니다.',
  'looked/ended-token': '끝난 인증 수단',
  'looked/retired-key': '키 식별자가 있는 토큰',
  'looked/unsigned-token': '헤더가 있는 토큰',
  'detection/staff-beyond-duty': '업무 범위를 넘어 조회한 업무용 계정',
  'looked/staff-beyond-duty': '업무용 계정',
  'detection/guessed-file': '이름을 추측하여 찾은 파일',
  'looked/guessed-file': '요청된 데이터 파일',
  'detection/web-shell': '서비스의 것이 아닌 스크립트',
  'looked/web-shell': '스크립트',
} as const satisfies Translation<typeof english>
