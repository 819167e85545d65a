export const reasons = {
  'reason/way-in':
    'Came in by {vector#vector} ({level#level}) from {from@} to {to@}: {n,} {n:request|requests}. For that speaks:',
  'reason/never-issued': '{n,} {n:credential was|credentials were} used for which no log records an issuance.',
  'reason/no-log-in-recorded':
    'For {n,} {n:session|sessions} no log records a log-in of the account from that address, or none with that program.',
  'reason/copied-credential':
    '{of,} {of:credential|credentials} that had been issued to somebody else acted for {n,} {n:account|accounts}: once for each, these are counted here.',
  'reason/scattered':
    'Its {n,} {n:session is|sessions are} scattered over {addresses,} {addresses:address|addresses}, too few of them together to tell a single hand; as a class they are not what ordinary members leave, so that there is somebody is at most likely, and how many there are stays open.',
  'reason/outside-holes': '{n,} of them first appear while the issuance log was complete.',
  'reason/issued-share': 'Of all credentials in use, {share%} have their issuance record.',
  'reason/subject-unknown':
    '{n,} {n:credential names|credentials name} an account that appears nowhere else in the logs.',
  'reason/shared-infrastructure':
    'They come from {addresses} {addresses:address|addresses} that ordinary members hardly use.',
  'reason/no-log-in-before': '{n,} {n:session has|sessions have} no log-in request before the first use ({share%}).',
  'reason/new-address-for-account': 'For {share%} of the accounts, the address was never theirs before.',
  'reason/own-infrastructure': '{share%} of the requests come from addresses used by the actor alone.',
  'reason/few-uses': 'Each session was used only a few times (median {median}).',
  'reason/personal-only': '{share%} of the sessions read personal data and nothing else.',
  'reason/background-loses-issuance': 'Ordinary traffic also lacks {share%} of its issuance records.',
  'reason/tokens-before-window': '{n,} {n:credential|credentials} may have been issued before the logs begin.',
  'reason/walks-ids': '{share%} of the accounts read ids in their order, one after the other.',
  'reason/walks-on':
    '{n,} more {n:account|accounts} went on where the others had stopped: what they read lies, by number and by time, between two reads of these. Whose most of it is, no log says.',
  'reason/alike-readers':
    '{n,} more {n:account|accounts} read as much of the same things as these in the same way; of what {n:it|each} read, too little has an owner who ever looked to say so alone, but ordinary accounts meet another’s far more rarely.',
  'reason/program-readers':
    '{n,} {n:account|accounts} of which the tests alone say too little {n:reads|read} as far on the same route, by a program that these have and hardly anybody else.',
  'reason/one-after-another':
    '{n,} {n:account|accounts} read a few things of others each, at places and by a program where nearly all accounts do, one after another, each for one stretch only.',
  'reason/foreign-objects': '{n,} {n:object|objects} that other accounts hold {n:was|were} read.',
  'reason/reach': 'It read {n,} {n:object|objects}; an ordinary account reads {peers}.',
  'reason/no-credential-answered':
    '{n,} {n:request|requests} without any credential {n:was|were} answered with success by {route}.',
  'reason/credential-normally-required': '{share%} of all requests to {route} carry a credential.',
  'reason/route-declared-login': 'The route {route} is declared to need a log-in.',
  'reason/probe-before': 'A trial phase of {n,} {n:request|requests} came before, from {from@}.',
  'reason/rates-estimated': 'What is normal was measured on {n,} ordinary {n:credential|credentials} of this case.',
  'reason/larger-than-ordinary':
    '{n,} {n:answer|answers} of {route} {n:was|were} larger than each of its {ordinary,} ordinary ones, the largest of which had {largest,} bytes; these had up to {bytes,}.',
  'reason/series-of-probes':
    '{n,} probes of one form at {route} were answered in two sizes by turns, as a database answers yes or no.',
  'reason/files-of-the-system':
    '{n,} {n:request|requests} of {route} named files or programs of the system, or what a cloud tells its machines, such as {such}, and got answers in {sizes,} {sizes:size|sizes} that nothing else has.',
  'reason/walk-of-rows':
    '{n,} requests of {route} asked for rows one after another by one statement; all were answered, in many sizes, and smaller than {smallest,} bytes, as hardly an ordinary answer is.',
  'reason/waited-by-turns':
    '{n,} probes told the database to wait for {wait} {wait:second|seconds} where their answer is true; after {slow,} of them the next came as much later, by turns, as a database answers yes or no.',
  'reason/file-given-out':
    '{path} was given out to these addresses and nobody else: {n,} {n:request|requests}, {bytes,} bytes the largest.',
  'reason/names-guessed': 'Before that they had asked for {n,} names of files in vain, first at {from@}.',
  'reason/injection-began': 'The first request with foreign syntax from these addresses came at {from@}; {n,} in all.',
  'reason/at-home': '{n,} of {of} {n:was|were} used from where the account is at home ({share%}).',
  'reason/issued-among': '{n,} of {of} have an issuance record ({share%}).',
  'reason/log-ins-among': '{n,} of {of} follow a log-in request ({share%}).',
  'reason/used-after-end':
    '{n,} {n:credential was|credentials were} answered with personal data after {n:it|they} had expired or been revoked.',
  'reason/not-where-owner-was':
    '{share%} of these uses come from another address and another program than before the end; of ordinary returns {peers%} do.',
  'reason/revoked-and-used':
    '{n,} {n:credential|credentials}, revoked by name, {n:was|were} answered {answered,} {answered:time|times} with personal data an hour and more later; the first time {hours,} {hours:hour|hours} after the revocation.',
  'reason/refused-before':
    'Since the revocation the service had refused the same credential {n,} {n:time|times}: it knew of it.',
  'reason/so-late': 'Half of them came more than {hours} hours after the end.',
  'reason/signature-verifies':
    'The signature of {n,} of these tokens verifies with a key of the service: whoever made {n:it|them} had the key.',
  'reason/signature-fails': '{n,} {n:token was|tokens were} answered all the same: {verdict#signature}.',
  'signature/alg-none': 'the header says that there is no signature',
  'signature/public-key-as-secret': 'signed with the public key of the service as the secret',
  'signature/empty-secret': 'signed with an empty secret',
  'signature/own-key': 'signed with a key that the token itself brings along',
  'signature/double-header': 'the header says two things at once',
  'signature/bad-signature': 'the signature does not verify with the key that it names',
  'signature/no-signature': 'there is no signature, though the header names an algorithm',
  'signature/other-algorithm': 'the key it names is for another algorithm',
  'signature/no-key-fits': 'it verifies with none of the keys',
  'reason/foreign-algorithm':
    '{n,} {n:token names|tokens name} the algorithm {alg}; the proven tokens of the service name {usual}.',
  'reason/key-retired':
    '{n,} {n:token is|tokens are} signed with key {kid}, by which the service last signed at {last@}.',
  'reason/key-never-seen': '{n,} {n:token is|tokens are} signed with key {kid}, by which no proven token was signed.',
  'reason/second-place':
    '{n,} live {n:session was|sessions were} used from a second place, where neither {n:it|they} nor the account was before, with a program that is not its own.',
  'reason/only-collected':
    '{n,} live {n:session was|sessions were} used with {n:its|their} own program at {places,} {places:address|addresses} where nobody is at home, for personal data and nothing else. Of as many visits of owners, at most {expected} would be expected to be so.',
  'reason/began-by-renewal':
    '{n,} {n:session|sessions} began by the renewal of an older token of the account, not by a log-in.',
  'reason/began-by-reset':
    '{n,} {n:session|sessions} began after the password of the account had been reset from the same address within the hour before: the old password was not shown.',
  'reason/owner-went-on': 'In {share%} of them the owner went on afterwards.',
  'reason/program-changes': 'Of {n,} other moves of sessions to another network, {share%} came with a foreign program.',
  'reason/taken-over': '{n,} {n:account was|accounts were} entered with the right password from where others fail.',
  'reason/names-tried':
    '{n,} {n:name|names} {n:was|were} tried from the same addresses; {failed,} never succeeded there.',
  'reason/after-refusals':
    'At {door}, {n,} {n:log-in was|log-ins were} let in after up to {refused,} refused tries from the same address within a day, the first at {from@}.',
  'reason/names-not-at-home': '{n,} of them: with a name that logs in from that network at no other time.',
  'reason/names-unknown': '{n,} of the names that failed {n:is|are} let in nowhere in these logs.',
  'reason/beyond-duty':
    '{n,} {n:account|accounts} at work read {objects,} {objects:object|objects} of others in {sittings,} {sittings:sitting that is|sittings that are} unlike {n:its|their} duty.',
  'reason/odd-hour':
    '{n,} of {of,} {of:sitting|sittings}: at hours that are neither its own nor those of others with the same job.',
  'reason/odd-place':
    '{n,} of {of,} {of:sitting|sittings}: from a network where neither it nor others with the same job work.',
  'reason/odd-program':
    '{n,} of {of,} {of:sitting|sittings}: with a program that neither it nor others with the same job use.',
  'reason/bulk':
    '{n,} of {of,} {of:sitting|sittings}: more than twice as fast, or as much, as all but a fifth of the others ever read; {pace,} objects an hour against {usual,}.',
  'reason/odd-purpose': '{n,} of {of,} {of:sitting|sittings}: on routes that its job does not need.',
  'reason/returned':
    '{n,} of {of,} {of:sitting|sittings}: after a silence longer than that of others, and from elsewhere.',
  'reason/may-read':
    'Against it speaks: reading such data is what {n,} {n:account is|accounts are} there for; an order or ticket would explain it.',
  'reason/new-script':
    '{script} answered nobody before {from@}, and then {n,} {n:request|requests} of one or two networks, in {sizes,} {sizes:size|different sizes}.',
  'reason/commands': '{n,} of the requests to {script} carry a command line in a value.',
  'reason/no-script-beside': 'No other script answers in the folder of {script}.',
  'reason/folder-of-files': 'The folder of {script} is called as folders of pictures, styles or received files are.',
  'reason/only-posted': '{script} was never fetched, only posted to.',
  'reason/syntax-before': 'Who used {script} also tried syntax of SQL, a shell or a path in values.',
} as const
