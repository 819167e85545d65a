import { literal, type Sql, sql } from '../../src/engine/sql.ts'
import type { Engine } from '../../src/engine/engine.ts'

export type BenchFormat = 'combined' | 'json'

/**
 * Writes `lines` lines of ordinary traffic with the engine: sessions of twenty requests, a heavy tail of addresses, ten
 * routes, thirty agents. Not a company (see `simulate`), just lines of a real width to read.
 */
export const generate = async (engine: Engine, file: string, format: BenchFormat, lines: number): Promise<void> => {
  await engine.run(
    sql`INSERT INTO FUNCTION file(${literal(file)}, 'LineAsString', 'line String') SELECT ${LINE[format]} FROM ${rows(lines)} SETTINGS max_threads = 1, engine_file_truncate_on_insert = 1`,
  )
}

const rows = (lines: number): Sql => sql`(
  SELECT number AS n, intDiv(number, 20) AS s, cityHash64(s) AS h,
    concat(toString(10 + h % 200), '.', toString(intDiv(h, 7) % 256), '.', toString(intDiv(h, 11) % 256), '.', toString(1 + h % 254)) AS ip,
    toDateTime('2025-11-01 00:00:00', 'UTC') + intDiv(number, greatest(1, intDiv(${lines}, 86400 * 7))) AS t,
    ['/', '/products/', '/cart', '/api/v1/orders/', '/mypage/profile', '/api/members/', '/static/app.js', '/search', '/login', '/events'][1 + number % 10] AS base,
    concat(base, if(endsWith(base, 's/'), toString(cityHash64(number) % 10000000), '')) AS path,
    200 + 104 * (cityHash64(number, 3) % 20 = 0) AS status, cityHash64(number, 5) % 50000 AS bytes,
    concat('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/', toString(100 + h % 30), '.0.0.0 Safari/537.36') AS agent,
    hex(sipHash128(s)) AS session, toString(100000 + h % 1000000) AS member
  FROM numbers(${lines}))`

const LINE: Readonly<Record<BenchFormat, Sql>> = {
  combined: sql`concat(ip, ' - ', member, ' [', formatDateTime(t, '%d/%b/%Y:%H:%i:%S', 'UTC'), ' +0000] "GET ', path, ' HTTP/1.1" ', toString(status), ' ', toString(bytes), ' "https://shop.example/" "', agent, '"')`,
  json: sql`concat('{"time":"', formatDateTime(t, '%Y-%m-%dT%H:%i:%S', 'UTC'), '.123Z","client":{"ip":"', ip, '"},"http":{"method":"GET","url":"', path, '","status":', toString(status), ',"bytes":', toString(bytes), '},"user":{"id":"', member, '"},"session_id":"', session, '","user_agent":"', agent, '"}')`,
}
