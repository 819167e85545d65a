import fc from 'fast-check'
import type { ByteString } from '../../src/sources/source-kind.ts'

const TOKEN = `${Buffer.from('{"alg":"RS256","kid":"k1"}').toString('base64url')}.${Buffer.from('{"sub":"u-1","iat":1700000000,"exp":1700003600}').toString('base64url')}.c2ln`

/** What attackers, broken writers and other formats put into lines; one character a byte. */
const PIECES = [
  '"', '\\', '\\"', '\\\\', '\\x22', "'", ' ', '  ', '\t', '-', ' - ', '\0', '\xff', '\xb0\xa1\xb3\xaa', '\xc3\xa9', '\xeb\xa1\x9c\xea\xb7\xb8\xec\x9d\xb8',
  '%', '%00', '%zz', '%2', '+', '?', '??', '#', 'http://', 'https://h.example:8443', '://', '/', '//', '[', ']', '{', '}', '(', ',', ';', '=', '&', ':', '::', '&token=abc', '?pass=x&q=1',
  '\r', '\x01', '\x02', '0', '99999999999999999999', '-1', '+7', '::ffff:192.0.2.1', '[2001:db8::1]:443', '192.0.2.300', 'GET / HTTP/1.1', 'GET HTTP/1.1', '"GET HTTP/1.1"', 'HTTP/1.1', 'A'.repeat(300), '12345678901234567890123456',
  '/members/1001/a.png', '/v2/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2025-02-29 10:00:00', '01/Jan/2025:00:00:00 +0000', `Bearer ${TOKEN}`, TOKEN, 'null', '#Fields: date time', 'select * from x;--', "'; DROP TABLE evidence.log_line; --", '{p1:String}',
] // biome-ignore format: a list

interface Edit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.nat(6) },
    { weight: 1, arbitrary: fc.nat(400) },
  ),
  insert: fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
  ),
})

const apply = (line: ByteString, { at, remove, insert }: Edit): ByteString => {
  const start = Math.floor(at * line.length)
  return line.slice(0, start) + insert + line.slice(start + remove)
}

/** Lines of a format, some as they are, most edited, none with a line feed. */
export const hostileLine = (lines: readonly ByteString[]): fc.Arbitrary<ByteString> =>
  fc
    .tuple(fc.constantFrom(...lines), fc.array(edit, { maxLength: 4 }))
    .map(([line, edits]) => edits.reduce(apply, line).replaceAll('\n', ''))
