import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** A folder that gives every stage work: several files and compressions, broken, blank and repeated lines, a torn file. */
export const writeLogs = (dir: string, lines: number): void => {
  mkdirSync(dir, { recursive: true })
  const write = (name: string, content: string | Buffer): void => writeFileSync(path.join(dir, name), content)
  const text = Array.from({ length: lines }, (_, i) => line(i))
  write('access.log', text.join(''))
  write(
    'access.log.1',
    [...text.slice(0, 50), ...text.slice(0, 9).map((one) => one.slice(9)), '\n', 'noise\n'].join(''),
  )
  write('access.log.2.gz', gzipSync(Array.from({ length: lines }, (_, i) => line(i - lines)).join('')))
  write(
    'access.log.3.gz',
    gzipSync(Array.from({ length: lines }, (_, i) => line(i - 2 * lines)).join('')).subarray(0, -99),
  )
  write('utf16.log', Buffer.from(`\uFEFF${text.slice(0, 2000).join('')}`, 'utf16le'))
  write('notes.txt', 'to do: ask for the logs of March\n')
}

const line = (i: number): string => {
  const [, day, month, year, clock] = new Date(Date.UTC(2026, 2, 9) + i * 1700).toUTCString().split(' ')
  return `198.51.100.${Math.abs(i * 7) % 250} - member${Math.abs(i) % 300} [${day}/${month}/${year}:${clock} +0000] "GET /api/orders/${Math.abs(i * 31) % 5000} HTTP/1.1" 200 ${(i % 900) & 1023} "-" "agent/${Math.abs(i) % 7}"\n`
}
