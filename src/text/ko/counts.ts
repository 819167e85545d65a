import type { counts as english } from '../en/counts.ts'
import type { Translation } from '../translation.ts'

export const counts = {
  'count/administration':
    '감사 로그에 남은 키, 인증 수단, 권한, 로깅에 대한 관리 행위의 수, 그중 같은 종류의 행위를 사흘 이상이고 열흘에 사흘 이상 하지는 않는 계정이 한 것, 그리고 다시 그중 확인된 첫 사건보다 앞선 것.',
  'count/refused-log-ins':
    '거부된 로그인 시도의 수, 그중 하루 동안 한 로그인 위치에서 사람의 실수와는 다른 모습으로 (5건 이상) 실패한 주소에서 온 것과 그 주소의 수와 이름의 수, 그리고 같은 날 그 주소에서 성공한 로그인의 수.',
  'count/sigma': 'Sigma 규칙 “{rule}”에 일치하는 기록의 수, 그리고 그중 행위자의 요청인 것.',
  'count/lines-received': '받은 모든 파일의 줄 수.',
  'count/lines-parsed': '기록으로 읽은 줄 수. 거절된 줄과 중복은 뺍니다.',
  'count/lines-rejected': '읽지 못한 줄 수. 이유와 함께 보관합니다.',
  'count/lines-duplicate':
    '같은 출처나 그 파일이 사본인 출처의 앞선 줄과 똑같은 줄 수(보관하고 그 줄에 연결합니다), 그리고 먼저 받은 파일과 바이트가 같은 파일의 모든 줄 수.',
  'count/actor-events': '행위자 {actor}의 요청 수.',
  'count/actor-addresses': '행위자 {actor}의 서로 다른 주소 수.',
  'count/actor-agents': '행위자 {actor}의 서로 다른 사용자 에이전트 수.',
  'count/actor-devices': '행위자 {actor}의 서로 다른 기기 수.',
  'count/actor-credentials': '행위자 {actor}의 서로 다른 인증 수단 수.',
  'count/actor-principals': '행위자 {actor}{actor:이|가} 사용한 서로 다른 계정 수.',
  'count/views':
    '개인정보를 반환하는 경로에서 행위자에게 성공으로 응답된 요청 수. 조회 수는 계정 수가 아닙니다. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/accounts':
    '행위자에게 응답된 정보의 주인인 서로 다른 계정 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/unowned-objects':
    '행위자에게 응답되었으나 소유자가 로그에 없는 서로 다른 대상 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/category-accounts':
    '“{category#category}” 항목이 행위자에게 응답된 서로 다른 계정 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/category-views':
    '“{category#category}” 항목이 담긴, 행위자에 대한 응답 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/route-accounts':
    '{route}에서 행위자에게 정보가 응답된 서로 다른 계정 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/route-views':
    '{route}에 대한 행위자의 요청 가운데 성공으로 응답된 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/looked-at': '"{detection#detection}" 검사가 살펴본 수.',
  'count/hits':
    '"{detection#detection}" 검사가 찾은 수. 세 가지로 셉니다: 확인된 것만, 유력한 것까지, 가능성 있는 것까지.',
  'count/first-event': '행위자의 가장 이른 요청. {level#reading}.',
  'count/hourly': '시간당 요청 수: 행위자와 전체.',
} as const satisfies Translation<typeof english>
