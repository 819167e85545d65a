/** The `case.yaml` of a new case: nothing but commented examples, so that every line can be tried by uncommenting it. */
export const CASE_TEMPLATE = `# What people know about this case and the logs cannot say. Everything is optional.

# name: Shop, November
# zone: Asia/Seoul            # zone in which the report prints times; default UTC

# sources:                    # first match wins; files that match nothing are recognised by themselves
#   - match: "**/access*.log*"
#     name: web
#     host: www1.shop.example
#     format: '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
#     zone: Asia/Seoul        # of times that carry no offset
#     proxies: 1              # trusted proxies in front: how much of X-Forwarded-For to believe
#   - match: "auth/*.jsonl"
#     name: auth
#     log: auth
#     fields: { time: ts, action: event, principal: user.id, credential: token }
#     actions: { issue: [TOKEN_CREATED], revoke: [TOKEN_REVOKED], logon: [LOGIN], logon-failed: [LOGIN_FAILED] }

# networks:
#   own: [192.0.2.0/24]       # offices, call centre
#   partner: [198.51.100.7]
#   test: [203.0.113.0/24]    # load generators

# accounts:
#   partner: [logistics]
#   staff: [cs01, cs02]
#   test: [loadtest]

# routes:                     # which personal data a route returns (W3C Data Privacy Vocabulary), and whose
#   - route: GET /api/members/{id}/addresses
#     returns: [Name, PhysicalAddress, TelephoneNumber]
#     subject: object
#     access: login

# openapi: ./openapi.yaml     # the same out of an OpenAPI 3 document

# keys:                       # public keys of the service: signatures of logged tokens are verified
#   - file: ./jwks.json

# hypotheses:                 # what you know of who or what could explain it (docs/case-yaml.md)
#   evidence:
#     - what: The audit log of the key store shows an export on 30 May.
#       by: Lee, incident lead
#       why: exhibit 12
#       rates: { insider-with-key: CC, outsider-with-stolen-key: I }
`
