import { asNetwork } from '../domain/network.ts'
import { bind, type Sql, sql } from '../engine/sql.ts'

/** Whether an address lies in one of the networks; a host name lies in none. */
export const withinNetworks = (ip: Sql, networks: readonly string[]): Sql =>
  networks.length === 0
    ? sql`0`
    : sql`arrayExists(cidr -> isIPAddressInRange(if(isIPv4String(${ip}) OR isIPv6String(${ip}), ${ip}, '::'), cidr), ${bind('Array(String)', networks.map(asNetwork))})`
