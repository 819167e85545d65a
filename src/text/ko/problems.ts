import type { problems as english } from '../en/problems.ts'
import type { Translation } from '../translation.ts'

export const problems = {
  'acquire/no-such-path': '파일이나 폴더가 없습니다: {path}. 경로를 확인해 주십시오.',
  'acquire/empty': '{path}{path:은|는} 비어 있습니다. 등록했으나 줄이 없습니다.',
  'acquire/unreadable': '{path}{path:을|를} 읽을 수 없습니다 ({reason}). 읽기 권한을 주고 다시 실행해 주십시오.',
  'acquire/vanished':
    '{path}{path:이|가} 읽는 동안 사라졌거나, 가리키는 곳이 없는 링크입니다. 되돌려 놓고 다시 실행해 주십시오.',
  'acquire/changed': '{path}{path:이|가} 등록된 뒤 바뀌었습니다. 새로 등록했으며 앞선 등록은 그대로 둡니다.',
  'acquire/grown':
    '{path}{path:은|는} 등록된 뒤 뒤에 줄이 더 붙었습니다. 새로 등록했으며, 이미 있던 줄은 한 번만 셉니다.',
  'acquire/not-a-file':
    '{path}{path:은|는} 파일이 아니라 {kind#entry}여서 읽지 않았습니다. 한 번 읽게 하려면 그 경로를 직접 지정해 주십시오.',
  'acquire/member-name':
    '{path} 안의 {member}{member:은|는} 폴더 밖을 가리키는 이름입니다. 번호를 이름으로 삼아 읽었습니다.',
  'acquire/member-encrypted':
    '{path} 안의 {member}{member:은|는} 암호화되어 있어 읽지 않았습니다. 암호를 받아 풀린 파일을 넘겨 주십시오.',
  'acquire/member-method':
    '{path} 안의 {member}{member:은|는} 여기서 읽을 수 없는 방식으로 압축되어 있습니다. 풀어서 파일로 넘겨 주십시오.',
  'acquire/archive-damaged':
    '압축 묶음 {path}{path:이|가} 중간에 끊겼거나 손상되었습니다. 그 앞까지 읽었으니 온전한 파일을 요청해 주십시오.',
  'acquire/archive-refused':
    '압축 묶음 {path}{path:을|를} 열지 않았습니다: {reason#refusal}. 정상 파일이라면 직접 풀어서 넘겨 주십시오.',
  'acquire/archive-unknown': '{path}{path:은|는} {kind} 묶음이라 열지 않았습니다. 풀어서 폴더로 넘겨 주십시오.',
  'acquire/remote': '{path}{path:을|를} 받아 오지 못했습니다: {detail}. 주소와 네트워크, 접근 권한을 확인해 주십시오.',
  'acquire/remote-many': '{path}{path:은|는} 객체 여러 개를 가리킬 수 있습니다. 하나씩 지정해 주십시오.',
  'acquire/remote-torn': '{path}{path:이|가} 온전히 오지 않았습니다. 받은 데까지 읽었으니 다시 받아 주십시오.',
  'acquire/table-unreadable':
    '{path}{path:은|는} 읽을 수 없는 Parquet 파일입니다 ({detail}). 아무것도 싣지 않았으니 온전한 파일이나 다시 내보낸 파일을 요청해 주십시오.',
  'acquire/table-columns':
    '{path}에 엔진이 쓰는 이름과 같은 열({columns})이 있습니다. 그 열은 빼고 나머지를 읽었습니다.',
  'ingest/damaged': '{path}의 압축 데이터가 손상되었습니다. 그 앞의 줄까지 읽었으니 온전한 파일을 요청해 주십시오.',
  'ingest/blank': '{path}에는 빈 줄밖에 없습니다.',
  'ingest/changed':
    '{path}{path:은|는} 등록된 파일과 달라져 싣지 않았습니다. 다시 수집하거나 등록된 파일을 되돌려 놓아 주십시오.',
  'ingest/far-times':
    '{source}: 이벤트 {events}건의 시각이 {from@}~{to@}로, 나머지({first@}~{last@})와 동떨어져 있습니다. 보관하고 세지만 기록 범위로 치지 않습니다. 그 서버의 시계를 확인해 주십시오.',
  'ingest/long-lines':
    '{path}: 메모리에 비해 너무 긴 줄이 {lines}개 있습니다(최대 {longest}바이트). 각각 앞의 {kept}바이트까지 읽었습니다.',
  'ingest/zone-shift':
    '{source}에서는 인증 수단 {of}개 가운데 {pairs}개가 {issuer}의 발급 시각과 {shift}시간 어긋나 처음 쓰였습니다. 둘 중 하나의 시간대가 틀렸으니 case.yaml에 선언해 주십시오.',
  'ingest/zone-assumed':
    '{source}의 시각에는 시간대가 없고 다른 로그로도 알 수 없어 UTC로 읽었습니다. 현지 시각이라면 이 로그의 모든 시각이 그만큼 어긋나므로 case.yaml에 시간대를 선언해 주십시오.',
  'ingest/zone-deduced':
    '{source}의 시각에는 시간대가 없습니다. {reference}에도 남은 같은 순간 {of}건 가운데 {pairs}건으로 보아 {zone} 시각으로 적힌 것이어서 그렇게 읽었습니다. 틀렸다면 case.yaml에 시간대를 선언해 주십시오.',
  'ingest/zone-of-tokens':
    '{source}의 시각에는 시간대가 없습니다. 토큰 {of}개 가운데 {pairs}개에 적힌 발급 시각(iat)으로 보아 {zone} 시각으로 적힌 것이어서 그렇게 읽었습니다. 틀렸다면 case.yaml에 시간대를 선언해 주십시오.',
  'ingest/year-assumed':
    '{source}의 시각에는 연도가 없습니다. 가장 최근 파일이 마지막으로 쓰인 날({written})보다 뒤인 줄은 없다고 보고 연도를 정했습니다. 그날이 파일을 복사한 날이라면 연도가 틀릴 수 있으니, 파일의 원래 날짜를 되살려(touch -d) 새 사건 폴더에서 조사해 주십시오.',
  'ingest/no-format':
    '{path}의 어느 줄도 mapae sources가 보여 주는 형식 {n}가지에 맞지 않습니다. 첫 줄: {lines}. case.yaml에 형식을 선언해 주십시오.',
  'ingest/no-dates':
    '{path}의 줄은 요청 기록이지만 날짜가 없어 언제 일어난 일인지 알 수 없고, 사건은 하나도 읽지 않았습니다. 첫 줄: {lines}. 프로그램을 실행한 쪽에 시각이 앞에 붙은 출력(journalctl -o short-iso-precise, docker logs -t, kubectl logs --timestamps)이 있을 수 있으니 그것을 요청하거나, 앞단 서버의 로그를 요청하십시오.',
  'ingest/order-of-dates':
    '{path}의 날짜는 일과 월 가운데 무엇이 앞인지 알 수 없습니다. 12보다 큰 일도, 서로 다른 날도 없기 때문이며, 사건은 하나도 읽지 않았습니다. 첫 줄: {lines}. 순서를 아는 사람이 있으면 case.yaml에서 시각 필드 이름 뒤에 순서를 적어 선언해 주십시오: fields.time: "이름 (day/month/year)" 또는 "이름 (month/day/year)".',
  'ingest/binary':
    '{path}: 텍스트 파일이 아닙니다. 파일은 등록했지만 사건은 읽지 않았습니다. 로그가 들어 있다면 CSV나 JSON 같은 텍스트로 다시 받으십시오.',
  'ingest/other-file':
    '{path}: 텍스트가 아니라 {kind} 파일입니다. 파일은 등록했지만 사건은 읽지 않았습니다. 로그가 들어 있다면 CSV나 JSON 같은 텍스트로 다시 받으십시오.',
  'ingest/unbalanced':
    '{path}: {received,}줄을 받았으나 {stored,}줄이 저장되었습니다. 다시 실행하고, 그대로이면 사건 폴더를 보관하고 알려 주십시오.',
  'ingest/truncated': '{path}의 압축 데이터가 중간에 끊겼습니다. 거기까지 읽었으니 온전한 파일을 요청해 주십시오.',
  'config/invalid': '{file} {line!}행 {column!}열: 필요한 값: {expected#expected}. 있는 값: {found}.',
  'format/unknown': '로그 형식 "{format}"{format:을|를} 쓸 수 없습니다: {problem}. case.yaml에서 고쳐 주십시오.',
  'case/held-by-another-process':
    '프로세스 {pid!}{pid:이|가} 사건 {dir}에서 작업 중입니다. 기다리거나 그 프로세스를 끝내 주십시오.',
  'case/not-a-case': '{dir}{dir:은|는} 사건 폴더가 아닙니다. 만들려면: mapae init --case DIR',
  'case/no-room-to-read':
    '{dir}{dir:을|를} 바꾸지 않고 읽으려면 {needed}를 복사해야 하는데 {where}에는 {free}만 남아 있습니다. 사건과 같은 디스크의 폴더(복사하지 않습니다)나 공간이 더 있는 폴더를 지정해 주십시오: TMPDIR=FOLDER mapae …',
  'case/disk-full':
    '{dir}{dir:이|가} 있는 디스크가 가득 찼습니다. 공간을 비우고 다시 실행해 주십시오. 잃은 것은 없습니다.',
  'case/store-damaged': '{dir}의 사건 저장소가 손상되었습니다. 사본에서 되살린 뒤: mapae verify',
  'engine/disk-full': '디스크가 가득 찼습니다. 공간을 비우고 다시 실행해 주십시오. 끝난 파일은 그대로 있습니다.',
  'engine/memory': '엔진의 메모리가 부족합니다. 다른 프로그램을 닫거나 --engine으로 더 큰 서버를 써 주십시오.',
  'engine/query': '엔진이 질의를 거절했습니다: {detail}',
  'engine/read-only':
    '거절되었습니다: {refused}. 질의는 사건의 표를 읽기만 합니다(SELECT, SHOW, DESCRIBE, EXISTS, EXPLAIN).',
  'engine/locked': '다른 프로세스가 이 사건의 데이터를 쓰고 있습니다. 기다리거나 그 프로세스를 끝내 주십시오.',
  'engine/no-shared-disk': '엔진 서버에서 증거 파일이 보이지 않습니다. 같은 경로로 연결해 주십시오.',
  'engine/unreachable': '엔진 서버가 응답하지 않습니다. --engine에 준 주소를 확인해 주십시오.',
  'case/key-damaged':
    '사건의 키({file})가 손상되었습니다. 사본에서 되살려 주십시오. 키 없이는 인증 수단을 비교할 수 없습니다.',
  'case/not-empty':
    '{dir}에 {found}{found:이|가} 있으며 사건 폴더가 아닙니다. 비어 있거나 새로운 폴더를 골라 주십시오.',
  'case/changed-while-closed':
    '사건 {dir}{dir:이|가} 닫혀 있는 동안 바뀌었습니다 ({file}). 누가 바꾸었는지 확인해 주십시오. 바뀐 것은 mapae verify가 모두 짚어 줍니다.',
  'case/server-holds-another-case':
    '서버 {url}에는 이미 다른 사건이 있습니다. 사건마다 서버나 데이터베이스를 따로 써 주십시오.',
  'config/unreadable': '{file}{file:을|를} 읽을 수 없습니다 ({reason}). 경로와 권한을 확인해 주십시오.',
  'config/no-keys':
    'case.yaml의 keys가 가리키는 {file}{file:을|를} JSON Web Key Set이나 PEM으로 읽지 못했습니다: {reason}.',
  'config/no-such-file': 'case.yaml이 가리키는 {file}{file:이|가} 없습니다. 찾아본 곳: {looked}.',
  'simulate/folder-in-use': '{folder}에 이미 {found}{found:이|가} 있습니다. 다른 폴더를 골라 주십시오.',
  'simulate/unknown-shape': '그런 구성은 없습니다: {shape}. 있는 것: {known}.',
  'acquire/empty-folder': '폴더 {path}에 파일이 없습니다. 경로를 확인해 주십시오.',
  'acquire/no-match': '{path}에 맞는 파일이 없습니다. 무늬를 확인해 주십시오.',
  'ingest/nothing-loaded':
    '주어진 파일에서 읽을 수 있는 줄이 없어 조사할 것이 없습니다. mapae sources --explain FILE로 어떻게 읽는지 보고, case.yaml에 형식을 선언한 뒤 다시 실행해 주십시오.',
  'format/unknown-kind': 'case.yaml에 있는 소스 종류 {kind}{kind:은|는} 없습니다. 있는 것: {known}.',
  'case/no-report': '{dir}에는 아직 보고서가 없습니다. 만들려면: mapae report --case {dir}',
  'case/not-writable': '{dir}에 쓸 수 없습니다 ({detail}). 권한을 확인하거나 --case로 다른 폴더를 골라 주십시오.',
  'config/missing': '{file} {line!}행 {column!}열: {field}{field:이|가} 없습니다. 필요한 값: {expected#expected}.',
} as const satisfies Translation<typeof english>
