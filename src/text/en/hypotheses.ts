/** Who or what could explain what was found: the hypotheses, the evidence for and against, and what to ask for. */
export const hypotheses = {
  'hypothesis/insider-with-key': 'Insider, or former insider, with the key',
  'hypothesis/outsider-with-stolen-key': 'Outsider with a stolen key',
  'hypothesis/outsider-through-flaw': 'Outsider through a flaw or an open door of the service',
  'hypothesis/stolen-customer-credentials': 'Passwords or sessions stolen from customers',
  'hypothesis/partner': 'Partner, or a partner’s access',
  'hypothesis/state-aligned-group': 'State-aligned group',
  'hypothesis/own-mistake': 'No attack: a mistake or a system of our own',

  'hypo/insider-with-key': 'Insider',
  'hypo/outsider-with-stolen-key': 'Stolen key',
  'hypo/outsider-through-flaw': 'Flaw',
  'hypo/stolen-customer-credentials': 'Customers’',
  'hypo/partner': 'Partner',
  'hypo/state-aligned-group': 'State',
  'hypo/own-mistake': 'Mistake',

  'estimate/almost-certain': 'almost certain (over 95 %)',
  'estimate/very-likely': 'very likely (80 to 95 %)',
  'estimate/likely': 'likely (55 to 80 %)',
  'estimate/roughly-even': 'roughly even chance (45 to 55 %)',
  'estimate/unlikely': 'unlikely (20 to 45 %)',
  'estimate/very-unlikely': 'very unlikely (5 to 20 %)',
  'estimate/almost-no-chance': 'almost no chance (up to 5 %)',

  'evidence/way-in': '{vector#vector}: {level#level}.',
  'evidence/own-network': '{share%} of the actors’ requests came from networks declared as our own.',
  'evidence/partner-network': '{share%} of the actors’ requests came from networks declared as a partner’s.',
  'evidence/foreign-network':
    'None of the actors’ {n,} requests came from a network declared as our own or a partner’s.',
  'evidence/addresses': 'The actors used {n,} {n:address|addresses}.',
  'evidence/no-failed-log-ins':
    'The logs hold {of,} failed log-ins, none of them from an address of the actors; a trial of stolen passwords fails often.',
  'evidence/only-personal-data': '{share%} of the actors’ requests went to routes that return personal data.',
  'evidence/keys-from-actors':
    'Keys, secrets or credentials were read or made from an address of the actors, {address}, with {account} ({n,} {n:kind|kinds} of act).',
  'evidence/administration-before':
    '{n,} {n:act|acts} on keys, rights or logs, by accounts that do not do this day by day, came before the first event.',
  'evidence/trials': '{n,} of {of,} actors made trials before the bulk.',
  'evidence/signatures-verify':
    'The signature of {n,} forged {n:token|tokens} verifies with a key of the service: whoever made {n:it|them} had the key.',
  'evidence/signatures-fail':
    'The signature of {n,} forged {n:token|tokens} does not verify; the service took {n:it|them} all the same.',
  'evidence/told': '{what}',

  'hypotheses/no-such-evidence':
    'case.yaml rates “{id}” otherwise, but the table has no such line; nothing was changed.',
  'hypotheses/standing': '{hypothesis#hypothesis}: {word#estimate}.',
  'hypotheses/told': '{by}: {why}',

  'request/key-store-audit':
    'Audit log of the store that held the signing key (KMS, HSM, vault), with reads, exports and administration: from the security team or the cloud provider. From the last change of the key on.',
  'request/people-with-access':
    'Who could reach the signing key, and who of them left and when, with the accounts and tokens they had: from personnel and the platform team. From the last change of the key on.',
  'request/places-of-the-key':
    'Every place where the key lay: repositories with their history, build variables, images, backups, tickets, chat. From the platform team; searched for the key itself. From the last change of the key on.',
  'request/deployments':
    'Changes of log-in, token checks and of the routes that were used, with author and time: from development and operations. From before the first event on.',
  'request/log-ins-of-affected':
    'Complete log of log-ins, password changes and devices of the affected accounts: from the identity team.',
  'request/leaked-credentials':
    'How many of the affected accounts stand in known lists of leaked passwords, against a random sample of the others, compared by hash: from the identity team.',
  'request/partner-register':
    'Partners with access: their systems, addresses, agreed volumes, and their own logs of the period: from whoever holds the contracts.',
  'request/own-jobs': 'Own tests, monitors, migrations and batch jobs in the period, with addresses: from operations.',
  'request/address-holders':
    'Who held the actors’ addresses at these times: from the access providers, by way of the authority in charge.',
  'request/known-infrastructure':
    'Whether addresses, agents and habits of the actors are known from other cases: from the national CERT. A report that names a state needs its own evidence.',

  'label/hypotheses': 'Who or what could explain it',
  'label/hypotheses-note':
    'Competing hypotheses (Heuer 1999), weighed on what the logs show. Words after ICD 203; shares among these explanations only, all equally likely beforehand and every line taken as independent. A way of ordering, not a probability of guilt. Where a proxy stands says nothing of who uses it.',
  'label/hypothesis': 'Explanation',
  'label/estimate': 'Estimate',
  'label/share': 'Share',
  'label/inconsistency': 'Against it (dB)',
  'label/evidence': 'Evidence',
  'label/evidence-line': 'Line',
  'label/admiralty': 'Grade',
  'label/diagnosticity': 'Separates (dB)',
  'label/evidence-matrix': 'Evidence and explanations',
  'label/evidence-matrix-note':
    'CC fits very well, C fits, N says nothing, I speaks against, II speaks strongly against. Grade: reliability of the source (A to F) and credibility (1 to 6) in the Admiralty code. Add lines or rate them otherwise under “hypotheses” in case.yaml.',
  'label/requests': 'What to ask for next',
  'label/requests-note':
    'Each would tell the two explanations apart that stand best: {first#hypothesis}; {second#hypothesis}.',
  'label/request': 'Request',
} as const
