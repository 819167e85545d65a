import type { tests as english } from '../en/tests.ts'
import type { Translation } from '../translation.ts'

export const tests = {
  'test/origin': '처음 사용된 주소',
  'test/account': '그 뒤의 계정',
  'test/log-in': '첫 사용 전의 로그인 요청',
  'test/use': '사용 목적',
  'test/age': '기간 시작 후 첫 사용까지',
  'test/walk': '조회한 대상의 순서',
  'test/refusals': '거절된 요청',
  'test/span': '조회한 날',
  'test/peers': '그만큼 넓게 조회한 계정',
  'test/customer': '본인 용무의 유무',
  'test/ownership': '그 경로를 읽는 다른 이들',
  'test/reach': '조회한 대상 수',
  'test/company': '함께 읽은 다른 페이지',
  'test/route': '다른 이들이 경로를 읽는 방식',
} as const satisfies Translation<typeof english>
