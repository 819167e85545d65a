import type { impact as english } from '../en/impact.ts'
import type { Translation } from '../translation.ts'

export const impact = {
  'impact/injected':
    '주입 구문이나 웹 셸의 응답 {n,}건: 무엇이, 누구의 정보가 담겼는지는 요청 로그에 남지 않습니다. 데이터베이스 로그를 요청하십시오.',
  'impact/apart':
    '같은 방식으로 들어와 개인정보를 조회한 방문자(세션, 또는 인증 수단이 없는 주소)가 다른 곳에 {n,}명 있으나, 침입자로 보기에는 너무 적거나 평소 이용과 비슷하여 가능성 있음으로만 셌습니다.',
  'impact/unmapped-route': '{route}{route:이|가} 무엇을 반환하는지 알 수 없습니다. 행위자의 요청은 {events,}건입니다.',
  'impact/learned-route':
    '{route} 경로가 개인정보를 돌려준다는 것은 이용 기록에서 배운 것입니다. 계정마다 자기만의 것을 이 경로로 읽습니다. 어떤 항목인지는 로그에 나오지 않으니 case.yaml에 이 경로를 선언하십시오.',
  'impact/suggested-mapping':
    '{route}{route:이|가} 반환하는 항목은 이름에서 추정한 것입니다. case.yaml에서 확인해 주십시오.',
  'impact/owner-unknown': '조회된 대상 {n,}개는 누구의 것인지 로그에 나타나지 않습니다.',
  'untouched/covered': '행위자의 요청이 없습니다. 로그가 담은 범위: 기간의 {share%} (로그: {sources}).',
  'untouched/possible':
    '행위자의 요청이 없습니다. 다른 곳의 세션이 접근했을 가능성만 있습니다. 로그가 담은 범위: 기간의 {share%} (로그: {sources}).',
  'untouched/not-covered': '이 로그에 담겨 있지 않아 아무것도 말할 수 없습니다.',
} as const satisfies Translation<typeof english>
