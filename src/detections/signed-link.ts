import { bind, type Sql, sql } from '../engine/sql.ts'

/**
 * Parameters by which a storage or a content network lets whoever holds a link read what it names, until it expires: AWS, Google,
 * Alibaba and Tencent clouds; CloudFront and many others; Azure.
 */
const SIGNATURES = ['x-amz-signature=', 'x-goog-signature=', 'x-oss-signature=', 'q-signature=', 'signature=', 'sig=']

/** Condition on `query` of an event: the link is signed. The signature is its credential; its value is not kept. */
export const isSigned: Sql = sql`(query != '' AND multiSearchAnyCaseInsensitive(concat('&', query), ${bind(
  'Array(String)',
  SIGNATURES.map((name) => `&${name}`),
)}))`
