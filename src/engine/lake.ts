import { type Sql, ident, sql } from './sql.ts'

/**
 * The lake: tables of one case. `evidence.*` holds what was read from the logs, one row a line; the database named by
 * `Derived` holds what was worked out from it and can be dropped and computed again at any time (`mapae verify` does
 * so, into a second database, and compares).
 */
export const EVIDENCE_DATABASE = 'evidence'

/**
 * One row per line received, parsed or rejected, by time and then place: as most logs are written, so that sorting a load
 * costs little. Column ↔ OCSF 1.x attribute:
 *
 * | column | OCSF | meaning |
 * | --- | --- | --- |
 * | batch | – | load unit; a batch the ledger does not know is dropped at the next start |
 * | file, line | metadata.log_name / unmapped | number in the manifest; 1-based line |
 * | line_hash | raw_data_hash | SipHash-2-4-128 of the raw line, keyed with the case key |
 * | reject | – | '' or the reason code of a rejected line |
 * | raw | raw_data | only of rejected lines, bytes as received |
 * | source | metadata.log_provider | source name in this case |
 * | kind | class_uid | 'http' (4002), 'auth' (3002), 'other' (6003: calls of cloud interfaces), '' for rejected lines |
 * | action | activity_name | auth: 'issue', 'refresh', 'revoke', 'logon', 'logon-failed', 'attempt' (only the beginning of a try is logged), 'reset' (of a forgotten password); http: '' |
 * | time | time | UTC, as logged (clock skew is *not* applied) |
 * | src_ip | src_endpoint.ip | IPv4-mapped IPv6 folded to IPv4; host names kept as they are |
 * | method, host, path, query | http_request.http_method, url.hostname, url.path, url.query_string | credentials in the query are cut out; what is no request has its text as path, and no method, route or object |
 * | route, object | – | path with id segments as `{id}`; those segments joined by '/' |
 * | status, bytes | http_response.code, .length | 0 where not logged |
 * | user_agent, referrer | http_request.user_agent, .referrer | |
 * | principal | actor.user.uid | '' where none |
 * | credential | actor.session.uid | keyed hash, 0 where none |
 * | token_kid, token_issued, token_expires | authentication_token | from a JWT's clear parts; '' / epoch 0 where unknown |
 * | token_alg | authentication_token | algorithm that a JWT's header names, 'none' where it names one and has no signature; or as a field of the log says; '' where neither does |
 * | device | device.uid | '' where unknown |
 *
 * `token_check`, where keys were handed over: one row a JSON Web Token, by its hash (as `credential`), with what its signature
 * is worth (`TokenVerdict`) and the `kid` of the key that it verifies with.
 */
export const createEvidenceTables: readonly Sql[] = [
  sql`CREATE DATABASE IF NOT EXISTS evidence`,
  sql`CREATE TABLE IF NOT EXISTS evidence.log_line (
    batch UInt32,
    file UInt32,
    line UInt64,
    line_hash UInt128,
    reject LowCardinality(String),
    raw String,
    source LowCardinality(String),
    kind LowCardinality(String),
    action LowCardinality(String),
    time DateTime64(6, 'UTC'),
    src_ip String,
    method LowCardinality(String),
    host LowCardinality(String),
    path String,
    query String,
    route LowCardinality(String),
    object String,
    status UInt16,
    bytes UInt64,
    user_agent LowCardinality(String),
    referrer LowCardinality(String),
    principal String,
    credential UInt128,
    token_kid LowCardinality(String),
    token_alg LowCardinality(String),
    token_issued DateTime('UTC'),
    token_expires DateTime('UTC'),
    device String
  ) ENGINE = MergeTree PARTITION BY batch ORDER BY (time, file, line)`,
  sql`CREATE TABLE IF NOT EXISTS evidence.duplicate (
    file UInt32,
    line UInt64,
    twin_file UInt32,
    twin_line UInt64
  ) ENGINE = MergeTree ORDER BY (file, line)`,
  sql`CREATE TABLE IF NOT EXISTS evidence.token_check (
    credential UInt128,
    verdict LowCardinality(String),
    key LowCardinality(String)
  ) ENGINE = MergeTree ORDER BY credential`,
  sql`CREATE VIEW IF NOT EXISTS evidence.event AS
    SELECT * FROM evidence.log_line
    WHERE reject = '' AND (file, line) NOT IN (SELECT file, line FROM evidence.duplicate)`,
]

/** Names of the derived tables in one database. */
export interface Derived {
  readonly database: Sql
  readonly table: (name: string) => Sql
}

export const derivedIn = (database: string): Derived => ({
  database: ident(database),
  table: (name) => ident(`${database}.${name}`),
})
