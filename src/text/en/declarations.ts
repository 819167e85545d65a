/** What each detection declares of itself: `asks`, `assumes`, `fooled-by`, `evaded-by` and `refuted-by`, by its id. */
export const declarations = {
  'asks/ended-token':
    'Which credentials were answered with personal data after they had expired or been revoked, from where their owners were not?',
  'assumes/ended-token':
    'The logs show expiries, log-outs or revocations, requests name the credential by the same value, and addresses are those of the clients.',
  'fooled-by/ended-token':
    'Owners who move to another address and another program on the very session that had ended; proxies that come in between; clocks that nobody could compare.',
  'evaded-by/ended-token':
    'Stopping at the end; an address of its own for each session, with a program of many; coming from the address of the owner, or from his network with his program.',
  'refuted-by/ended-token':
    'A renewal of the credential in another log, or an owner who was at that address at that time.',
  'asks/revoked-credential':
    'Which credentials, revoked by name, were answered with other people’s personal data an hour and more later?',
  'assumes/revoked-credential':
    'Records of revocation name the credential by the same value as requests do, and a credential that is valid again has a record of issue.',
  'fooled-by/revoked-credential':
    'A key that was given back and no log says so; a revocation of one of several rights of a key.',
  'evaded-by/revoked-credential': 'Reading the data of one or two people; a service that ends nothing when it revokes.',
  'refuted-by/revoked-credential': 'A record, a ticket or a contract by which the credential was valid again.',
  'asks/guessed-log-in':
    'Which accounts did somebody log in to from where the log-ins of many others fail, as passwords are guessed or tried from a list?',
  'assumes/guessed-log-in':
    'The logs show failed log-ins with their address; who guesses fails far more often than he succeeds.',
  'fooled-by/guessed-log-in':
    'People who share an address with whoever guesses and are seen nowhere else; a partner that logs in for many customers with old passwords.',
  'evaded-by/guessed-log-in':
    'One try an address with the agent of ordinary people, so that neither address nor agent has other failures; lists of passwords that nearly all hold.',
  'refuted-by/guessed-log-in': 'The owner of the account was at that address, or a test of passwords was agreed on.',
  'asks/injection':
    'Which requests with syntax of SQL, a shell, code or a path in a value were answered as no ordinary request to the route is?',
  'assumes/injection': 'The log holds the query, the status and the size of the answer.',
  'fooled-by/injection':
    'A search page that lists more for odd input than for any ordinary one; error pages with status 200.',
  'evaded-by/injection':
    'Values sent in the body, which logs do not hold; answers of ordinary size; one request only; waits of less than two seconds.',
  'refuted-by/injection': 'The same requests sent again to a copy of the service, and answered without data.',
  'asks/log-in-after-failures':
    'Which log-ins succeeded from an address where many had been refused before, at a door behind which the logs show nobody’s sessions?',
  'assumes/log-in-after-failures':
    'The logs show refused log-ins with their address: records of a host, or requests to a log-in route.',
  'fooled-by/log-in-after-failures':
    'A program of the house with an old password, once it gets the new one, if it never logged in before; somebody who forgot his password on a journey.',
  'evaded-by/log-in-after-failures': 'Ten tries a day or fewer from one address; a log-in with a key that was stolen.',
  'refuted-by/log-in-after-failures':
    'The holder of the account was at that address, or a test of passwords was agreed on.',
  'asks/missing-authentication':
    'Which personal-data routes answered with success without any credential, and which addresses read other people through them?',
  'assumes/missing-authentication': 'The request log names a credential or account wherever there was one.',
  'fooled-by/missing-authentication':
    'Public profiles, guest look-ups of one order, health checks, a log that drops the credential.',
  'evaded-by/missing-authentication': 'Sending any valid credential along.',
  'refuted-by/missing-authentication':
    'A specification by which the route is public, or an answer without personal data.',
  'asks/never-issued':
    'Which credentials were used with success although no issuance produced them, beyond what the issuance log itself loses?',
  'assumes/never-issued':
    'The issuance log names credentials by the same value as the requests do, for most of the window.',
  'fooled-by/never-issued':
    'Holes in the issuance log, sessions from before the window, other issuers, skewed clocks, load tests with minted tokens.',
  'evaded-by/never-issued':
    'Forged copies of credentials that were issued to the same account; writing false issuance records.',
  'refuted-by/never-issued':
    'An issuance record for the credential from another log, or a test plan that names its account and address.',
  'asks/no-log-in-seen':
    'Where no issuance log exists: which sessions began without any log-in request from their address, beyond what ordinary sessions do?',
  'assumes/no-log-in-seen':
    'Log-in requests pass through the logged servers and precede the first use of most sessions.',
  'fooled-by/no-log-in-seen':
    'Sessions from before the window, phones that change networks between log-in and first use, log-in on another host.',
  'evaded-by/no-log-in-seen': 'Logging in to any account from the same address shortly before.',
  'refuted-by/no-log-in-seen': 'An issuance log for the same period.',
  'asks/object-enumeration':
    'Which accounts read, with success, personal-data objects of far more people than their own, and not as a duty?',
  'assumes/object-enumeration': 'Requests name the account or session, and objects are named in the path or query.',
  'fooled-by/object-enumeration': 'Call centres, logistics partners, month-end work, shared orders, load tests.',
  'evaded-by/object-enumeration': 'One object per account; objects named only in request bodies that are not logged.',
  'refuted-by/object-enumeration': 'A duty, ticket or contract behind each access.',
  'asks/retired-key':
    'Which tokens were accepted that are signed with a key by which the service did not sign any more, or never did?',
  'assumes/retired-key': 'Tokens show the id of their key, and for most of them an issuance or a log-in is proven.',
  'fooled-by/retired-key':
    'A server that still signs with the old key and whose log was not handed over; another issuer; a key that was taken back into use.',
  'evaded-by/retired-key': 'Tokens that name no key; a time of issue before the key was retired, and a life to match.',
  'refuted-by/retired-key': 'An issuance record for the token, or a key register by which the key was in use.',
  'asks/second-place':
    'Which live sessions were used from a second place, with another program, where neither the session nor its account was before?',
  'assumes/second-place':
    'Requests name the credential, the address of the client and its program; a session belongs to one device whose program changes in version only.',
  'fooled-by/second-place':
    'Owners who take a session over to another device on the road; services that open the pages of few members under their sessions, long after them.',
  'evaded-by/second-place':
    'Copying the program’s name along with the cookie; acting within two minutes of the owner; coming from the network of the owner or from a carrier that others move to.',
  'refuted-by/second-place':
    'The owner had both devices, or a service of the company or of the member is at that address.',
  'asks/staff-beyond-duty':
    'Which accounts that may read what belongs to others read it as neither they nor others with the same job do?',
  'assumes/staff-beyond-duty':
    'Requests name the account or session, and objects are named in the path or query; most accounts at work do their duty.',
  'fooled-by/staff-beyond-duty':
    'Work at home in the evening with another computer; who alone writes a yearly report; a macro that one of the staff runs once, at night; a tool that fetches for its user.',
  'evaded-by/staff-beyond-duty':
    'Misuse at the own desk with the own program, by hand or by day; reading no faster than colleagues, at their hours, from their office; an account that nobody else has the job of and that was never used otherwise.',
  'refuted-by/staff-beyond-duty':
    'A duty, ticket or order behind the reads; the person at work at that hour, by other records.',
  'asks/unsigned-token':
    'Which tokens were answered with personal data that carry no signature, one that does not verify, or one of another kind than the service makes?',
  'assumes/unsigned-token':
    'Whole tokens stand in the log of requests, and for most of them an issuance or a log-in is proven. Whether a signature verifies is known where case.yaml names the keys.',
  'fooled-by/unsigned-token':
    'A second issuer with another algorithm, or a change of algorithm, whose log was not handed over; a log that cuts some tokens off before their signature.',
  'evaded-by/unsigned-token': 'Where no keys were handed over: a bad signature under the header of a good one.',
  'refuted-by/unsigned-token':
    'An issuance record for the token, or a specification by which the service makes such tokens.',
  'asks/guessed-file': 'Which files of data, left on the server, did somebody get by guessing their names?',
  'assumes/guessed-file':
    'The log holds status and size of the answer; who guesses asks for many names in vain, from the address that then gets the file.',
  'fooled-by/guessed-file':
    'An archive of old releases whose dead links a crawler follows; an ordered scan that finds something; a file of samples that nobody meant to hide.',
  'evaded-by/guessed-file':
    'Knowing the name; guessing from another address; fewer than ten names; a file that others fetched too.',
  'refuted-by/guessed-file': 'The file on the server, and that it held nobody’s data.',
  'asks/web-shell':
    'Which scripts first answered in the middle of the period, to one or two users only, and as no script of the service does?',
  'assumes/web-shell':
    'The log holds status and size of the answer; the shell is a file of its own that the server runs.',
  'fooled-by/web-shell':
    'A new script of the service in a folder of its own that one system posts to at odd times, with answers of all sizes.',
  'evaded-by/web-shell':
    'Code put into a script that was there already; a path without the ending of a script; a shell used from many networks, or three times only.',
  'refuted-by/web-shell': 'The file on the server, and who put it there when.',
} as const
