/** What stopped a file or a run, and what to do. */
export const problems = {
  'acquire/no-such-path': 'No such file or folder: {path}. Check the path.',
  'acquire/empty': '{path} is empty; it is registered and holds no lines.',
  'acquire/unreadable': '{path} cannot be read ({reason}). Give read permission and run again.',
  'acquire/vanished':
    '{path} disappeared while it was being read, or is a link that leads nowhere. Put it back and run again.',
  'acquire/changed': '{path} has changed since it was registered; it is registered anew, the earlier entry stays.',
  'acquire/grown':
    '{path} has grown since it was registered; it is registered anew, lines that were there already count once.',
  'acquire/not-a-file':
    '{path} is a {kind#entry}, not a file; it was not read. Name it by itself to have it read once.',
  'acquire/member-name': '{path} holds {member}, a name that leads out of the folder; it was read under a number.',
  'acquire/member-encrypted':
    '{member} in {path} is encrypted and was not read. Ask for the password and give the unpacked file.',
  'acquire/member-method':
    '{member} in {path} is packed by a method that cannot be read here. Unpack it and give the file.',
  'acquire/archive-damaged':
    'The archive {path} breaks off or is damaged; what stands before that was read. Ask for the whole file.',
  'acquire/archive-refused': 'The archive {path} was not opened: {reason#refusal}. Unpack it by hand if it is sound.',
  'acquire/archive-unknown': '{path} is a {kind} archive and was not opened. Unpack it and give the folder.',
  'acquire/remote': '{path} could not be fetched: {detail}. Check the address, the network and the access.',
  'acquire/remote-many': '{path} may name several objects. Name one at a time.',
  'acquire/remote-torn': '{path} did not come whole; what came was read. Fetch it again.',
  'acquire/table-unreadable':
    '{path} is a Parquet file that cannot be read ({detail}); nothing of it was loaded. Ask for the whole file, or have it exported anew.',
  'acquire/table-columns':
    '{path} has columns named {columns}, as the engine names places of its own; they were left out, the others were read.',
  'ingest/damaged':
    'The compressed data of {path} is damaged; the lines before that were read. Ask for the whole file.',
  'ingest/blank': '{path} holds nothing but blank lines.',
  'ingest/changed':
    '{path} is no longer what was registered and was not loaded. Take it in again, or put the registered file back.',
  'ingest/far-times':
    '{source}: {events} {events:event is|events are} dated {from@} to {to@}, far from all others ({first@} to {last@}). They are kept and counted, but cover nothing; check that host’s clock.',
  'ingest/long-lines':
    '{path}: {lines} {lines:line is|lines are} too long for the memory (up to {longest} bytes); of each the first {kept} bytes were read.',
  'ingest/zone-shift':
    '{source} first uses {pairs} of {of} credentials {shift} hours away from when {issuer} issued them: the time zone of one of the two is wrong. Declare it in case.yaml.',
  'ingest/zone-assumed':
    'Times of {source} carry no zone, and no other log tells it: they were read as UTC. If they are local times, every time of this source is wrong by its offset; declare its zone in case.yaml.',
  'ingest/zone-deduced':
    'Times of {source} carry no zone. {pairs} of {of} moments that {reference} tells, too, show that they are written in {zone}, and they were read so. If that is wrong, declare its zone in case.yaml.',
  'ingest/zone-of-tokens':
    'Times of {source} carry no zone. {pairs} of {of} tokens in it say themselves when they were issued (iat), which shows that they are written in {zone}, and they were read so. If that is wrong, declare its zone in case.yaml.',
  'ingest/year-assumed':
    'Times of {source} name no year. It follows from the day its newest file was last written, {written}: no line is taken to be later. If that is the day of a copy, years may be wrong; give the file its own date (touch -d) and investigate it in a new case.',
  'ingest/no-format':
    'No line of {path} fits any of the {n} formats that mapae sources lists. It begins: {lines}. Declare its format in case.yaml.',
  'ingest/no-dates':
    'The lines of {path} are requests, and none says on which day it was made, so that none can be placed in time; no event was read. They begin: {lines}. Whoever ran the program may have them with a time in front (journalctl -o short-iso-precise, docker logs -t, kubectl logs --timestamps): ask for that, or for the log of the server before it.',
  'ingest/order-of-dates':
    'Nothing in {path} tells whether the day or the month comes first in its dates: no day above 12 is there, and no two days; no event was read. It begins: {lines}. If a person knows, declare the time in case.yaml with the order behind its name, as fields.time: "NAME (day/month/year)" or "NAME (month/day/year)".',
  'ingest/binary':
    '{path} is not text; its bytes are registered and no event was read. If it holds a log, ask for it as text: CSV or JSON.',
  'ingest/other-file':
    '{path} is not text but {kind}; its bytes are registered and no event was read. If it holds a log, ask for it as text: CSV or JSON.',
  'ingest/unbalanced':
    '{path}: {received,} lines received but {stored,} stored. Run again; if it stays, keep the case and report it.',
  'ingest/truncated':
    '{path} ends in the middle of its compressed data; the lines up to there were read. Ask for the whole file.',
  'config/invalid': '{file}, line {line!}, column {column!}: expected {expected#expected}, found {found}.',
  'format/unknown': 'The log format "{format}" cannot be used: {problem}. Correct it in case.yaml.',
  'case/held-by-another-process': 'Process {pid!} is working on the case {dir}. Wait for it, or end it.',
  'case/not-a-case': '{dir} is not a case. Make one with: mapae init --case DIR',
  'case/no-room-to-read':
    'To read {dir} without a change in it, {needed} must be copied, and {where} has room for {free}. Name a folder on the disk of the case, where nothing is copied, or one with more room: TMPDIR=FOLDER mapae …',
  'case/disk-full': 'The disk that holds {dir} is full. Free some space and run again; nothing is lost.',
  'case/store-damaged': 'The case store in {dir} is damaged. Restore it from a copy, then: mapae verify',
  'engine/disk-full': 'The disk is full. Free some space and run again; finished files stay loaded.',
  'engine/memory': 'The engine ran out of memory. Close other programs, or use --engine with a larger server.',
  'engine/query': 'The engine refused a query: {detail}',
  'engine/read-only':
    '{refused} is refused: a query here reads the tables of the case and does nothing else (SELECT, SHOW, DESCRIBE, EXISTS, EXPLAIN).',
  'engine/locked': 'Another process holds the data of this case. Wait for it, or end it.',
  'engine/no-shared-disk': 'The engine server cannot see the evidence files. Mount them there under the same path.',
  'engine/unreachable': 'The engine server does not answer. Check the address given with --engine.',
  'case/key-damaged':
    'The key of the case ({file}) is damaged. Restore it from a copy; without it no credential can be compared.',
  'case/not-empty': '{dir} holds {found} and is no case. Choose an empty or a new folder.',
  'case/changed-while-closed':
    'The case {dir} was changed while it was closed ({file}). Find out who did; mapae verify names everything.',
  'case/server-holds-another-case':
    'The server {url} already holds another case. Use one server, or one database, a case.',
  'config/unreadable': '{file} cannot be read ({reason}). Check the path and the permission.',
  'config/no-keys':
    '{file}, which case.yaml names under keys, could not be read as a JSON Web Key Set or PEM: {reason}.',
  'config/no-such-file': 'case.yaml names {file}, which does not exist; looked for it at {looked}.',
  'simulate/folder-in-use': '{folder} already holds {found}. Choose another folder.',
  'simulate/unknown-shape': 'No such shape: {shape}. Known: {known}.',
  'acquire/empty-folder': 'The folder {path} holds no file. Check the path.',
  'acquire/no-match': 'No file matches {path}. Check the pattern.',
  'ingest/nothing-loaded':
    'No line of the files given could be read as an event, so there is nothing to investigate. See how a file is read with mapae sources --explain FILE, declare its format in case.yaml, and run again.',
  'format/unknown-kind': 'case.yaml names a kind of source that does not exist: {kind}. Known: {known}.',
  'case/no-report': 'There is no report in {dir} yet. Make one with: mapae report --case {dir}',
  'case/not-writable': '{dir} cannot be written to ({detail}). Check the permission, or choose another --case.',
  'config/missing': '{file}, line {line!}, column {column!}: {field} is missing; expected {expected#expected}.',
} as const
