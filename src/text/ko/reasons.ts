import type { reasons as english } from '../en/reasons.ts'
import type { Translation } from '../translation.ts'

export const reasons = {
  'reason/way-in': '침입 경로 {vector#vector}({level#level}), {from@}부터 {to@}까지 요청 {n,}건. 그 근거:',
  'reason/never-issued': '인증 수단 {n,}개가 사용되었으나 발급 기록이 어느 로그에도 없습니다.',
  'reason/no-log-in-recorded':
    '세션 {n,}개는 그 계정이 그 주소에서, 또는 그 프로그램으로 로그인한 기록이 어느 로그에도 없습니다.',
  'reason/copied-credential':
    '다른 계정에 발급된 인증 수단 {of,}개가 계정 {n,}개로 행세했습니다. 여기서는 계정마다 하나로 셉니다.',
  'reason/scattered':
    '세션 {n,}개가 주소 {addresses,}개에 흩어져 있어, 한 사람의 것이라고 볼 만큼 모인 곳이 없습니다. 그래도 전체로는 일반 회원이 남기는 모습이 아니므로 침입자가 있다는 판단은 ‘유력함’을 넘지 못하며, 몇 명인지는 열려 있습니다.',
  'reason/outside-holes': '그 가운데 {n,}개는 발급 로그가 온전한 동안 처음 나타났습니다.',
  'reason/issued-share': '사용된 모든 인증 수단 가운데 {share%}에는 발급 기록이 있습니다.',
  'reason/subject-unknown': '인증 수단 {n,}개는 로그 어디에도 없는 계정을 가리킵니다.',
  'reason/shared-infrastructure': '이들은 일반 회원이 거의 쓰지 않는 주소 {addresses}개에서 옵니다.',
  'reason/no-log-in-before': '세션 {n,}개는 첫 사용 전에 로그인 요청이 없습니다 ({share%}).',
  'reason/new-address-for-account': '계정의 {share%}에서, 그 주소는 전에 그 계정이 쓴 적이 없습니다.',
  'reason/own-infrastructure': '요청의 {share%}가 행위자만 쓰는 주소에서 옵니다.',
  'reason/few-uses': '세션마다 몇 번만 사용되었습니다 (중앙값 {median}).',
  'reason/personal-only': '세션의 {share%}는 개인정보만 읽었습니다.',
  'reason/background-loses-issuance': '일반 트래픽에서도 발급 기록의 {share%}가 빠져 있습니다.',
  'reason/tokens-before-window': '인증 수단 {n,}개는 로그가 시작되기 전에 발급되었을 수 있습니다.',
  'reason/walks-ids': '계정의 {share%}가 식별자를 순서대로 하나씩 읽었습니다.',
  'reason/walks-on':
    '계정 {n,}개가 다른 계정들이 멈춘 곳에서 조회를 이어 갔습니다. 읽은 대상이 번호로도 시각으로도 그 계정들의 두 조회 사이에 있습니다. 그 대부분이 누구의 것인지는 어느 로그에도 없습니다.',
  'reason/alike-readers':
    '계정 {n,}개가 같은 종류의 대상을 위 계정들만큼, 같은 방식으로 읽었습니다. 읽은 대상 가운데 주인이 조회한 적이 있는 것이 적어 그것만으로는 말할 수 없지만, 보통 계정이 남의 것을 읽게 되는 일은 훨씬 드뭅니다.',
  'reason/program-readers':
    '검정만으로는 말하기 어려운 계정 {n,}개가 같은 경로를 그만큼 널리 읽었고, 위 계정들 말고는 거의 아무도 쓰지 않는 프로그램으로 읽었습니다.',
  'reason/one-after-another':
    '계정 {n,}개가 거의 모든 계정이 남의 것을 읽는 주소와 프로그램에서, 차례로 한 번씩만 나타나 남의 것을 몇 개씩 읽었습니다.',
  'reason/foreign-objects': '다른 계정에 속한 대상 {n,}개가 조회되었습니다.',
  'reason/reach': '대상 {n,}개를 읽었으며, 보통 계정은 {peers}개를 읽습니다.',
  'reason/no-credential-answered': '인증 수단이 전혀 없는 요청 {n,}건에 {route}{route:이|가} 성공으로 응답했습니다.',
  'reason/credential-normally-required': '{route}에 대한 모든 요청의 {share%}에는 인증 수단이 있습니다.',
  'reason/route-declared-login': '경로 {route}{route:은|는} 로그인이 필요하다고 선언되어 있습니다.',
  'reason/probe-before': '그 전에 {from@}부터 시험 요청 {n,}건이 있었습니다.',
  'reason/rates-estimated': '무엇이 정상인지는 이 사건의 일반 인증 수단 {n,}개에서 쟀습니다.',
  'reason/larger-than-ordinary':
    '{route}의 응답 {n,}건이 평소 응답 {ordinary,}건 모두보다 컸습니다. 평소 가장 큰 응답은 {largest,}바이트이고, 이들은 최대 {bytes,}바이트입니다.',
  'reason/series-of-probes':
    '{route}에 대한 같은 형태의 탐색 {n,}건에 두 가지 크기의 응답이 번갈아 나타났습니다. 데이터베이스가 예·아니요로 답할 때의 모습입니다.',
  'reason/files-of-the-system':
    '{route} 요청 {n,}건이 {such} 같은 시스템의 파일이나 프로그램, 또는 클라우드가 서버에만 알려 주는 정보를 지목했고, 다른 어떤 요청에도 없는 크기 {sizes,}가지로 응답을 받았습니다.',
  'reason/walk-of-rows':
    '{route} 요청 {n,}건이 하나의 구문으로 행을 차례로 요청했습니다. 모두 응답을 받았고, 크기는 여러 가지이며 평소 응답에는 거의 없는 {smallest,}바이트 미만이었습니다.',
  'reason/waited-by-turns':
    '탐색 {n,}건이 답이 참이면 {wait}초 기다리라고 데이터베이스에 지시했고, 그 가운데 {slow,}건 뒤에는 다음 요청이 그만큼 늦게 왔습니다. 데이터베이스가 예·아니요로 답할 때의 모습입니다.',
  'reason/file-given-out':
    '{path} 파일은 이 주소들에만 제공되었습니다. 요청 {n,}건, 가장 큰 응답은 {bytes,}바이트입니다.',
  'reason/names-guessed': '그에 앞서 이 주소들은 파일 이름 {n,}개를 헛되이 요청했으며, 처음은 {from@}입니다.',
  'reason/injection-began': '이 주소들에서 온 다른 언어 구문이 든 첫 요청은 {from@}이며, 모두 {n,}건입니다.',
  'reason/at-home': '{of}개 가운데 {n,}개는 계정이 늘 쓰는 곳에서 사용되었습니다 ({share%}).',
  'reason/issued-among': '{of}개 가운데 {n,}개에는 발급 기록이 있습니다 ({share%}).',
  'reason/log-ins-among': '{of}개 가운데 {n,}개는 로그인 요청 뒤에 사용되었습니다 ({share%}).',
  'reason/used-after-end': '만료되거나 폐기된 뒤의 인증 수단 {n,}개에 개인정보가 응답되었습니다.',
  'reason/not-where-owner-was':
    '이 사용의 {share%}는 끝나기 전과 다른 주소, 다른 프로그램에서 왔습니다. 평소의 재방문에서는 {peers%}입니다.',
  'reason/revoked-and-used':
    '이름을 들어 폐기한 인증 수단 {n,}개가 한 시간이 지난 뒤에도 개인정보로 {answered,}번 응답받았습니다. 처음은 폐기한 지 {hours,}시간 뒤입니다.',
  'reason/refused-before': '폐기한 뒤 서비스가 바로 그 인증 수단을 {n,}번 거부했습니다. 폐기를 알고 있었습니다.',
  'reason/so-late': '그 절반은 끝난 지 {hours}시간이 지난 뒤였습니다.',
  'reason/signature-verifies':
    '이 토큰 가운데 {n,}개는 서비스의 키로 서명이 검증됩니다. 만든 사람이 키를 가지고 있었습니다.',
  'reason/signature-fails': '토큰 {n,}개가 받아들여졌으나 다음에 해당합니다: {verdict#signature}.',
  'signature/alg-none': '헤더에 서명이 없다고 적혀 있음',
  'signature/public-key-as-secret': '서비스의 공개 키를 비밀값으로 써서 서명함',
  'signature/empty-secret': '빈 비밀값으로 서명함',
  'signature/own-key': '토큰이 스스로 가져온 키로 서명함',
  'signature/double-header': '헤더가 한꺼번에 두 가지를 말함',
  'signature/bad-signature': '토큰이 가리키는 키로 서명이 검증되지 않음',
  'signature/no-signature': '헤더에 알고리즘이 있는데 서명이 없음',
  'signature/other-algorithm': '토큰이 가리키는 키는 다른 알고리즘용임',
  'signature/no-key-fits': '어느 키로도 검증되지 않음',
  'reason/foreign-algorithm':
    '토큰 {n,}개에 적힌 알고리즘은 {alg}입니다. 서비스가 발급한 것이 증명된 토큰에는 {usual}{usual:이|가} 적혀 있습니다.',
  'reason/key-retired': '토큰 {n,}개가 키 {kid}로 서명되었는데, 서비스가 이 키로 마지막에 서명한 때는 {last@}입니다.',
  'reason/key-never-seen': '토큰 {n,}개가 키 {kid}로 서명되었는데, 증명된 토큰 가운데 이 키로 서명된 것은 없습니다.',
  'reason/second-place':
    '살아 있는 세션 {n,}개가, 그 세션도 계정도 있은 적이 없는 두 번째 장소에서 본래 것이 아닌 프로그램으로 사용되었습니다.',
  'reason/only-collected':
    '살아 있는 세션 {n,}개가, 누구의 본래 접속지도 아닌 주소 {places,}개에서 본래의 프로그램으로 오직 개인정보 조회에만 사용되었습니다. 주인들이 그만큼 방문했다면 많아야 {expected}건만 그러했을 것입니다.',
  'reason/began-by-renewal': '세션 {n,}개는 로그인이 아니라 그 계정의 이전 토큰을 갱신하여 시작되었습니다.',
  'reason/began-by-reset':
    '세션 {n,}개는 그 전 한 시간 안에 같은 주소에서 계정의 비밀번호가 재설정된 뒤 시작되었습니다. 기존 비밀번호는 제시되지 않았습니다.',
  'reason/owner-went-on': '그 가운데 {share%}에서는 그 뒤에도 주인이 계속 사용했습니다.',
  'reason/program-changes':
    '세션이 다른 통신망으로 옮겨 간 다른 {n,}건 가운데 {share%}만 낯선 프로그램으로 바뀌었습니다.',
  'reason/taken-over': '다른 로그인이 실패하던 곳에서 맞는 비밀번호로 들어간 계정이 {n,}개입니다.',
  'reason/names-tried':
    '같은 주소에서 이름 {n,}개가 시도되었고, 그 가운데 {failed,}개는 그곳에서 성공한 적이 없습니다.',
  'reason/after-refusals':
    '{door}: 같은 주소에서 하루 안에 최대 {refused,}건이 거부된 뒤 로그인 {n,}건이 성공했습니다. 첫 거부는 {from@}입니다.',
  'reason/names-not-at-home': '그 가운데 {n,}건은 다른 때에는 그 통신망에서 로그인한 적이 없는 이름입니다.',
  'reason/names-unknown': '실패한 이름 가운데 {n,}개는 이 로그 어디에서도 로그인한 적이 없습니다.',
  'reason/beyond-duty':
    '업무용 계정 {n,}개가 업무와 다른 작업 {sittings,}회에서 다른 사람의 대상 {objects,}개를 조회했습니다.',
  'reason/odd-hour': '작업 {of,}회 가운데 {n,}회: 그 계정도 같은 업무의 다른 이들도 일하지 않는 시간입니다.',
  'reason/odd-place': '작업 {of,}회 가운데 {n,}회: 그 계정도 같은 업무의 다른 이들도 일하지 않는 통신망에서 왔습니다.',
  'reason/odd-program': '작업 {of,}회 가운데 {n,}회: 그 계정도 같은 업무의 다른 이들도 쓰지 않는 프로그램입니다.',
  'reason/bulk':
    '작업 {of,}회 가운데 {n,}회: 다른 이들의 5분의 4가 한 번이라도 이른 속도나 양의 두 배를 넘습니다. 시간당 대상 {pace,}개이며 다른 이들은 {usual,}개입니다.',
  'reason/odd-purpose': '작업 {of,}회 가운데 {n,}회: 그 업무에 필요하지 않은 경로입니다.',
  'reason/returned': '작업 {of,}회 가운데 {n,}회: 다른 이들보다 오래 쓰이지 않다가 다른 곳에서 다시 쓰였습니다.',
  'reason/may-read':
    '반대 근거: 이런 정보의 조회는 같은 업무를 하는 계정 {n,}개의 본래 일이며, 지시나 접수 건이 있으면 설명됩니다.',
  'reason/new-script':
    '{script}: {from@} 전에는 누구에게도 응답하지 않았고, 그 뒤 한두 통신망의 요청 {n,}건에 서로 다른 크기 {sizes,}가지로 응답했습니다.',
  'reason/commands': '{script}에 대한 요청 {n,}건의 값에 명령줄이 있습니다.',
  'reason/no-script-beside': '{script}의 폴더에서 응답하는 다른 스크립트는 없습니다.',
  'reason/folder-of-files': '{script}의 폴더 이름은 그림, 서식, 받은 파일을 두는 폴더의 이름입니다.',
  'reason/only-posted': '{script}: GET으로 조회된 적이 없고 POST만 있었습니다.',
  'reason/syntax-before': '{script} 사용자는 값에 SQL·셸·경로 구문을 넣는 시도도 했습니다.',
} as const satisfies Translation<typeof english>
