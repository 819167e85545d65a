import { akamai } from './akamai/index.ts'
import { auth0 } from './auth0/index.ts'
import { awsAlb } from './aws-alb/index.ts'
import { awsCloudfront } from './aws-cloudfront/index.ts'
import { awsCloudtrail } from './aws-cloudtrail/index.ts'
import { awsElbClassic } from './aws-elb-classic/index.ts'
import { awsS3Access } from './aws-s3-access/index.ts'
import { azureStorage } from './azure-storage/index.ts'
import { caddy } from './caddy/index.ts'
import { cloudflare } from './cloudflare/index.ts'
import { cognito } from './cognito/index.ts'
import { delimited } from './delimited/index.ts'
import { entraAudit } from './entra-audit/index.ts'
import { entraSignIn } from './entra-sign-in/index.ts'
import { envoyJson } from './envoy-json/index.ts'
import { envoy } from './envoy/index.ts'
import { fastly } from './fastly/index.ts'
import { gcpAudit } from './gcp-audit/index.ts'
import { googleWorkspace } from './google-workspace/index.ts'
import { haproxy } from './haproxy/index.ts'
import { hashicorpVault } from './hashicorp-vault/index.ts'
import { journalOf } from './journal/index.ts'
import { jsonEnvelopeOf } from './json-envelope/index.ts'
import { jsonLines } from './json-lines/index.ts'
import { keycloakEvents } from './keycloak-events/index.ts'
import { keycloak } from './keycloak/index.ts'
import { kubernetesAudit } from './kubernetes-audit/index.ts'
import { logInMessages } from './log-in-messages/index.ts'
import { logfmt } from './logfmt/index.ts'
import { mixedOf } from './mixed/index.ts'
import { mariadbAudit } from './mariadb-audit/index.ts'
import { mysqlAudit } from './mysql-audit/index.ts'
import { okta } from './okta/index.ts'
import { onelogin } from './onelogin/index.ts'
import { pingfederate } from './pingfederate/index.ts'
import { prefixedOf } from './prefixed/index.ts'
import { paddedOf } from './padded/index.ts'
import { prose } from './prose/index.ts'
import { onceEach } from './shared/once-each.ts'
import type { SourceKind } from './source-kind.ts'
import { sshd } from './sshd/index.ts'
import { syslogOf } from './syslog/index.ts'
import { tableEnvelopeOf } from './table-envelope/index.ts'
import { traefikJson } from './traefik-json/index.ts'
import { traefik } from './traefik/index.ts'
import { w3cExtended } from './w3c-extended/index.ts'
import { webAccess } from './web-access/index.ts'
import { windowsEvents } from './windows-events/index.ts'
import { windowsXml } from './windows-xml/index.ts'

const SPECIAL: readonly SourceKind[] = [
  awsAlb,
  awsElbClassic,
  awsS3Access,
  awsCloudfront,
  azureStorage,
  haproxy,
  envoy,
  traefik,
  w3cExtended,
  webAccess,
  awsCloudtrail,
  cognito,
  okta,
  onelogin,
  auth0,
  entraSignIn,
  entraAudit,
  googleWorkspace,
  gcpAudit,
  windowsEvents,
  windowsXml,
  kubernetesAudit,
  hashicorpVault,
  mysqlAudit,
  mariadbAudit,
  pingfederate,
  cloudflare,
  fastly,
  caddy,
  traefikJson,
  envoyJson,
  akamai,
  keycloakEvents,
  keycloak,
]

const GENERAL: readonly SourceKind[] = [jsonLines, logfmt, delimited]
const PADDED = paddedOf([webAccess])
const PREFIXED = prefixedOf([jsonEnvelopeOf([PADDED, ...SPECIAL]), jsonLines, logfmt])
const PLAIN: readonly SourceKind[] = [PADDED, ...SPECIAL, ...GENERAL, PREFIXED, prose]

/** Everything but mixtures. */
const SINGLE: readonly SourceKind[] = [
  PADDED,
  ...SPECIAL,
  journalOf([sshd]),
  jsonEnvelopeOf([...PLAIN, sshd, logInMessages]),
  tableEnvelopeOf(PLAIN),
  logInMessages,
  ...GENERAL,
  sshd,
  syslogOf(PLAIN),
  PREFIXED,
  prose,
].map(onceEach)

/** In the order in which they are tried; the most confident one reads a file, of equals the first: special before general. */
export const SOURCES: readonly SourceKind[] = [mixedOf(SINGLE), ...SINGLE]
