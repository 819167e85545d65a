import type { verdict as english } from '../en/verdict.ts'
import type { Translation } from '../translation.ts'

export const verdict = {
  'verdict/found': '무단 접근: {level#level}. 침입 경로: {vector#vector}.',
  'verdict/no-evidence': '무단 접근의 증거가 없습니다. 읽은 로그: {sources}. 로그 기간: {from@} ~ {to@}.',
  'verdict/no-evidence-partial': '로그에 공백이 {holes}곳 있으며, 그동안의 일은 알 수 없습니다.',
  'verdict/cannot-determine': '이 로그로는 무단 접근 여부를 판단할 수 없습니다.',
  'verdict/no-principal':
    '이 로그에는 계정이 기록되어 있지 않아 누구의 정보가 조회되었는지 볼 수 없습니다. 요청마다 계정이 남는 애플리케이션이나 게이트웨이의 로그를 요청하십시오.',
  'verdict/no-credential':
    '이 로그에는 토큰·세션·쿠키가 없어 위조되거나 도난된 것의 사용을 볼 수 없습니다. 요청마다 세션이 남는 로그를 요청하십시오. 해시값이어도 됩니다.',
  'verdict/no-requests':
    '이 로그에는 서비스에 대한 요청이 없어 무엇이 조회되었는지 볼 수 없습니다. 애플리케이션이나 게이트웨이의 접속 로그를 요청하십시오.',
  'verdict/no-personal-routes': '개인정보를 반환하는 것으로 알려졌거나 의심되는 경로에 대한 요청이 없습니다.',

  'vector/never-issued': '유효하지만 발급된 적 없는 로그인 토큰 (서명 키 도난)',
  'vector/missing-authentication': '로그인 없이 응답된 개인정보',
  'vector/object-enumeration': '정상 계정으로 타인의 정보를 차례로 조회',
  'vector/ended-token': '만료되거나 폐기된 인증 수단이 그대로 받아들여짐',
  'vector/injection': '주입 공격: 값에 넣은 구문을 서비스가 실행함',
  'vector/retired-key': '서비스가 더는 쓰지 않거나 쓴 적 없는 키로 서명된 토큰',
  'vector/unsigned-token': '서명이 없거나 서비스가 하지 않은 서명을 지닌 토큰이 받아들여짐',
  'vector/stolen-session': '회원의 세션을 다른 곳에서 사용',
  'vector/credential-stuffing': '다른 곳에서 유출된 비밀번호의 대량 로그인 시도',
  'vector/guessed-password': '비밀번호 대입: 거부가 거듭된 끝에 성공한 로그인',
  'vector/issuance-log-loss': '공격 아님: 토큰 발급 기록의 유실',
  'vector/no-log-in-seen': '시작된 기록이 어느 로그에도 없는 유효한 세션 (위조 또는 탈취)',
  'vector/staff-beyond-duty': '직원이나 협력사의 계정을 업무 범위를 넘어 사용',
  'vector/guessed-file': '서버에 남겨 둔 데이터 파일을 이름을 추측하여 가져감',
  'vector/web-shell': '웹 셸: 서버에 심어 놓고 심은 이가 사용한 스크립트',
} as const satisfies Translation<typeof english>
