import type { declarations as english } from '../en/declarations.ts'
import type { Translation } from '../translation.ts'

export const declarations = {
  'asks/ended-token': '만료되거나 폐기된 뒤에, 주인이 있지 않던 곳에서 개인정보로 응답받은 인증 수단은 무엇인가?',
  'assumes/ended-token':
    '만료·로그아웃·폐기가 로그에 남고, 요청이 인증 수단을 같은 값으로 기록하며, 주소는 이용자의 것이다.',
  'fooled-by/ended-token':
    '끝난 바로 그 세션으로 다른 주소와 다른 프로그램에 옮겨 간 주인, 사이에 새로 들어온 프록시, 맞춰 볼 수 없는 시계.',
  'evaded-by/ended-token':
    '끝나는 때에 맞추어 그만두기, 세션마다 다른 주소에서 흔한 프로그램 쓰기, 주인의 주소에서 또는 주인의 통신망에서 같은 프로그램으로 접근하기.',
  'refuted-by/ended-token': '다른 로그에 남은 그 인증 수단의 갱신, 또는 그때 주인이 그 주소에 있었다는 사실.',
  'asks/revoked-credential':
    '이름을 들어 폐기한 인증 수단이, 한 시간이 지난 뒤에도 다른 사람들의 개인정보로 응답받은 것은 무엇인가?',
  'assumes/revoked-credential':
    '폐기 기록과 요청이 인증 수단을 같은 값으로 기록하며, 다시 유효해진 인증 수단에는 발급 기록이 있다.',
  'fooled-by/revoked-credential': '기록 없이 되돌려 준 키, 키가 가진 여러 권한 가운데 하나만 거둔 폐기.',
  'evaded-by/revoked-credential': '한두 사람의 데이터만 읽기, 폐기해도 아무것도 끝내지 않는 서비스.',
  'refuted-by/revoked-credential': '그 인증 수단이 다시 유효했음을 보이는 기록, 작업 요청, 또는 계약.',
  'asks/guessed-log-in':
    '비밀번호를 추측하거나 목록으로 대입할 때처럼 여러 이름의 로그인이 실패하는 곳에서, 누군가 로그인해 들어간 계정은 무엇인가?',
  'assumes/guessed-log-in': '실패한 로그인과 그 주소가 로그에 남고, 대입하는 이는 성공보다 실패가 훨씬 많다.',
  'fooled-by/guessed-log-in':
    '대입하는 이와 주소를 함께 쓰며 다른 곳에서는 보이지 않는 이용자, 오래된 비밀번호로 여러 고객을 대신해 로그인하는 협력사.',
  'evaded-by/guessed-log-in':
    '주소마다 한 번씩, 보통 사람이 쓰는 에이전트로 시도하여 주소에도 에이전트에도 다른 실패가 없게 하기, 거의 다 맞는 비밀번호 목록.',
  'refuted-by/guessed-log-in': '계정의 주인이 그 주소에 있었다는 사실, 또는 합의된 비밀번호 점검.',
  'asks/injection':
    '값에 SQL, 셸, 코드 또는 경로의 구문이 든 요청 가운데, 그 경로에 대한 보통 요청과는 다르게 응답된 것은 무엇인가?',
  'assumes/injection': '로그에 쿼리와 응답의 상태와 크기가 있다.',
  'fooled-by/injection': '이상한 입력에 보통 입력보다 많은 결과를 내놓는 검색 화면, 상태 200으로 응답하는 오류 화면.',
  'evaded-by/injection':
    '로그에 남지 않는 요청 본문에 값을 실어 보내기, 보통 응답과 같은 크기의 응답, 단 한 번의 요청, 2초 미만의 대기.',
  'refuted-by/injection': '서비스의 사본에 같은 요청을 다시 보내어 정보 없이 응답되는 것을 확인한 결과.',
  'asks/log-in-after-failures':
    '그 뒤의 세션이 로그에 나타나지 않는 로그인 위치에서, 여러 차례 거부된 주소에서 성공한 로그인은 무엇인가?',
  'assumes/log-in-after-failures':
    '거부된 로그인과 그 주소가 로그에 남는다. 서버의 기록이거나 로그인 경로에 대한 요청이다.',
  'fooled-by/log-in-after-failures':
    '전에는 로그인한 적이 없다가 새 비밀번호를 받은, 옛 비밀번호를 쓰던 내부 프로그램, 출장지에서 비밀번호를 잊은 이용자.',
  'evaded-by/log-in-after-failures': '한 주소에서 하루 열 번 이하로 시도하기, 훔친 키로 하는 로그인.',
  'refuted-by/log-in-after-failures': '계정의 주인이 그 주소에 있었다는 사실, 또는 합의된 비밀번호 점검.',
  'asks/missing-authentication':
    '개인정보를 반환하는 경로 가운데 인증 수단 없이도 성공으로 응답한 것은 무엇이며, 그것으로 다른 사람의 정보를 조회한 주소는 어디인가?',
  'assumes/missing-authentication': '요청 로그는 인증 수단이나 계정이 있는 요청마다 그것을 기록한다.',
  'fooled-by/missing-authentication': '공개 프로필, 비회원의 주문 한 건 조회, 상태 점검, 인증 수단을 빠뜨리는 로그.',
  'evaded-by/missing-authentication': '유효한 인증 수단을 아무것이나 함께 보내기.',
  'refuted-by/missing-authentication': '그 경로가 공개라고 정한 명세, 또는 개인정보가 없는 응답.',
  'asks/never-issued': '발급 로그 자체의 누락을 감안하고도, 발급된 적이 없는데 성공으로 사용된 인증 수단은 무엇인가?',
  'assumes/never-issued': '발급 로그가 기간의 대부분에서 인증 수단을 요청과 같은 값으로 기록한다.',
  'fooled-by/never-issued':
    '발급 로그의 공백, 기간 이전에 시작된 세션, 다른 발급자, 어긋난 시계, 토큰을 만들어 쓰는 부하 시험.',
  'evaded-by/never-issued': '같은 계정에 발급된 인증 수단과 똑같은 위조본, 발급 기록의 조작.',
  'refuted-by/never-issued': '다른 로그에 남은 그 인증 수단의 발급 기록, 또는 그 계정과 주소를 적은 시험 계획.',
  'asks/no-log-in-seen': '발급 로그가 없는 경우, 보통 세션과 달리 그 주소에서 로그인 요청 없이 시작된 세션은 무엇인가?',
  'assumes/no-log-in-seen': '로그인 요청이 로그를 남기는 서버를 지나며, 대부분의 세션에서 첫 사용보다 앞선다.',
  'fooled-by/no-log-in-seen':
    '기간 이전에 시작된 세션, 로그인과 첫 사용 사이에 통신망을 바꾸는 휴대전화, 다른 호스트에서 한 로그인.',
  'evaded-by/no-log-in-seen': '조금 전에 같은 주소에서 아무 계정으로나 로그인해 두기.',
  'refuted-by/no-log-in-seen': '같은 기간의 발급 로그.',
  'asks/object-enumeration':
    '업무가 아니면서, 자기 것보다 훨씬 많은 사람의 개인정보를 성공적으로 조회한 계정은 무엇인가?',
  'assumes/object-enumeration': '요청이 계정이나 세션을 기록하고, 대상은 경로나 쿼리에 나타난다.',
  'fooled-by/object-enumeration': '콜센터, 물류 협력사, 월말 업무, 여럿이 함께 보는 주문, 부하 시험.',
  'evaded-by/object-enumeration': '계정마다 대상 하나씩만 조회하기, 로그에 남지 않는 요청 본문에만 나타나는 대상.',
  'refuted-by/object-enumeration': '조회마다 근거가 되는 업무, 접수 기록 또는 계약.',
  'asks/retired-key': '서비스가 더는 쓰지 않거나 쓴 적이 없는 키로 서명되었는데도 받아들여진 토큰은 무엇인가?',
  'assumes/retired-key': '토큰에 키의 식별자가 나타나며, 대부분의 토큰은 발급이나 로그인이 증명된다.',
  'fooled-by/retired-key': '아직 옛 키로 서명하는데 로그를 받지 못한 서버, 다른 발급자, 다시 쓰기 시작한 키.',
  'evaded-by/retired-key': '키를 밝히지 않는 토큰, 키가 폐기되기 전으로 적은 발급 시각과 그에 맞춘 유효 기간.',
  'refuted-by/retired-key': '그 토큰의 발급 기록, 또는 그 키가 쓰이고 있었다는 키 관리 대장.',
  'asks/second-place':
    '세션도 계정도 전에 있은 적이 없는 두 번째 장소에서 다른 프로그램으로 사용된, 살아 있는 세션은 무엇인가?',
  'assumes/second-place':
    '요청이 인증 수단, 이용자의 주소와 프로그램을 기록하고, 세션은 한 기기에 속하며 그 기기의 프로그램은 판만 바뀐다.',
  'fooled-by/second-place':
    '이동 중에 세션을 다른 기기로 옮긴 주인, 한참 뒤에 소수 회원의 화면을 그 세션으로 여는 서비스.',
  'evaded-by/second-place':
    '쿠키와 함께 프로그램의 이름까지 베끼기, 주인이 쓴 지 2분 안에 쓰기, 주인의 통신망이나 다른 이들도 옮겨 다니는 이동 통신망에서 접근하기.',
  'refuted-by/second-place': '두 기기가 모두 주인의 것이거나, 그 주소에 회사 또는 회원의 서비스가 있다는 사실.',
  'asks/staff-beyond-duty':
    '다른 사람의 것을 조회할 수 있는 계정 가운데, 그 계정도 같은 업무의 다른 이들도 하지 않는 방식으로 조회한 것은 무엇인가?',
  'assumes/staff-beyond-duty':
    '요청이 계정이나 세션을 기록하고 대상은 경로나 쿼리에 나타나며, 업무용 계정은 대부분 제 업무를 한다.',
  'fooled-by/staff-beyond-duty':
    '저녁에 집에서 다른 컴퓨터로 하는 일, 한 해에 한 번 혼자 쓰는 보고서, 직원 한 사람이 밤에 한 번 돌리는 매크로, 이용자를 대신해 가져오는 도구.',
  'evaded-by/staff-beyond-duty':
    '자기 자리에서 자기 프로그램으로 손으로 하거나 낮에 하는 오용, 동료보다 빠르지 않게, 동료의 시간에, 사무실에서 조회하기, 같은 업무를 하는 이가 없고 달리 쓰인 적도 없는 계정.',
  'refuted-by/staff-beyond-duty':
    '조회의 근거가 되는 업무, 접수 기록 또는 지시, 그 시각에 그 사람이 일하고 있었다는 다른 기록.',
  'asks/unsigned-token':
    '서명이 없거나, 서명이 맞지 않거나, 서비스가 쓰지 않는 방식으로 서명되었는데도 개인정보로 응답받은 토큰은 무엇인가?',
  'assumes/unsigned-token':
    '요청 로그에 토큰 전체가 있고, 대부분의 토큰은 발급이나 로그인이 증명된다. 서명이 맞는지는 case.yaml이 키를 적은 경우에 알 수 있다.',
  'fooled-by/unsigned-token':
    '로그를 받지 못한, 다른 알고리즘을 쓰는 두 번째 발급자나 알고리즘의 교체, 일부 토큰을 서명 앞에서 자르는 로그.',
  'evaded-by/unsigned-token': '키를 받지 못한 경우: 올바른 토큰의 헤더를 단 잘못된 서명.',
  'refuted-by/unsigned-token': '그 토큰의 발급 기록, 또는 서비스가 그런 토큰을 만든다고 정한 명세.',
  'asks/guessed-file': '서버에 남아 있던 데이터 파일 가운데 누가 이름을 추측하여 가져간 것은 무엇인가?',
  'assumes/guessed-file':
    '로그에 응답의 상태와 크기가 있고, 추측하는 이는 파일을 가져간 그 주소에서 여러 이름을 헛되이 요청한다.',
  'fooled-by/guessed-file':
    '수집기가 옛 배포판의 끊어진 링크를 따라가는 보관소, 무언가를 찾아낸 의뢰된 점검, 숨길 뜻이 없던 예제 파일.',
  'evaded-by/guessed-file': '이름을 이미 아는 경우, 다른 주소에서의 추측, 열 개 미만의 이름, 다른 이들도 가져간 파일.',
  'refuted-by/guessed-file': '서버에 있는 그 파일, 그리고 거기에 누구의 정보도 없었다는 확인.',
  'asks/web-shell': '기간 도중에 처음, 한두 이용자에게만, 서비스의 스크립트와는 다르게 응답한 스크립트는 무엇인가?',
  'assumes/web-shell': '로그에 응답의 상태와 크기가 있고, 웹 셸은 서버가 실행하는 별도의 파일이다.',
  'fooled-by/web-shell':
    '별도의 폴더에 있으며, 한 시스템이 불규칙한 때에 POST로만 요청하고 응답 크기가 제각각인 서비스의 새 스크립트.',
  'evaded-by/web-shell':
    '이미 있던 스크립트에 끼워 넣은 코드, 스크립트의 확장자가 없는 경로, 여러 통신망에서 또는 세 번까지만 쓴 웹 셸.',
  'refuted-by/web-shell': '서버에 있는 그 파일, 그리고 누가 언제 그것을 두었는지에 대한 기록.',
} as const satisfies Translation<typeof english>
