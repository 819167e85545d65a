import { type Sql, sql } from '../engine/sql.ts'

/** An IPv4 address stands for itself; of an IPv6 address, the network of 64 bits that one customer has. */
export const placeOf = (ip: Sql): Sql => network(ip, 64, ip)

/** The neighbourhood that one operator has: 24 bits of IPv4, 48 of IPv6. */
export const blockOf = (ip: Sql): Sql =>
  network(ip, 48, sql`concat(arrayStringConcat(arraySlice(splitByChar('.', ${ip}), 1, 3), '.'), '.')`)

const network = (ip: Sql, bits: number, otherwise: Sql): Sql =>
  sql`if(position(${ip}, ':') > 0, toString(tupleElement(IPv6CIDRToRange(toIPv6OrDefault(${ip}), toUInt8(${bits})), 1)), ${otherwise})`

/** Networks that no provider routes (RFC 1918, RFC 4193) and the machine itself: a company's own. */
export const isPrivate = (ip: Sql): Sql =>
  sql`match(${ip}, '^(10\\.|127\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|::1$|f[cd][0-9a-f]{2}:)')`
