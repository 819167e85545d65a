import { quoted, type RecordReader, recordsIn } from './text-lines.ts'

/** `--1f2e3d4c-A--` of ModSecurity 2, `---AbCd1234---A--` of ModSecurity 3: the letter says what stands below. */
const BOUNDARY = /^--(-?)([0-9A-Za-z]{4,32})-\1\1?([A-Z])--$/
/** When, an id, client and port, server and port. */
const HEAD = /^\[([^\]]+)\] (\S+) (\S+) (\d+) (\S+) (\d+)$/
const REQUEST_LINE = /^(\S+) (.*?)(?: (HTTP\/\d(?:\.\d)?))?$/
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})/
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/

/** Whether a text begins as the serial audit log of ModSecurity. */
export const isAuditSections = (head: Uint8Array): boolean => {
  const lines = Buffer.from(head).toString('latin1').split(/\r?\n/).filter((line) => line !== '') // biome-ignore format: one chain
  return BOUNDARY.exec(lines[0] ?? '')?.[3] === 'A' && HEAD.test(lines[1] ?? '')
}

/**
 * Every transaction as one record, in the members that ModSecurity's own JSON has; bodies, messages and what else it says stand
 * as they are under their letters. What is no transaction is a line by itself.
 */
export const auditRecords = (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> =>
  recordsIn(content, new Reader())

class Reader implements RecordReader {
  #sections = new Map<string, string[]>()
  #letter = ''

  take(line: string): readonly string[] {
    const letter = BOUNDARY.exec(line)?.[3]
    if (letter === undefined) {
      if (this.#letter === '') return line === '' ? [] : [line]
      this.#sections.get(this.#letter)?.push(line)
      return []
    }
    const done = letter === 'A' || letter === 'Z' ? this.end() : []
    this.#letter = letter === 'Z' ? '' : letter
    if (letter !== 'Z') this.#sections.set(letter, [])
    return done
  }

  end(): readonly string[] {
    const sections = this.#sections
    this.#sections = new Map()
    this.#letter = ''
    return sections.size === 0 ? [] : [recordOf(sections)]
  }
}

const recordOf = (sections: ReadonlyMap<string, readonly string[]>): string => {
  const written = (letter: string): readonly string[] => (sections.get(letter) ?? []).filter((line) => line !== '')
  const [, time = '', id = '', client = '', clientPort = '', server = '', serverPort = ''] = HEAD.exec(written('A')[0] ?? '') ?? [] // biome-ignore format: one list
  const [requestLine = '', ...requestHeaders] = written('B')
  const [, method = '', uri = '', version = ''] = REQUEST_LINE.exec(requestLine) ?? []
  const [statusLine = '', ...responseHeaders] = written('F')
  const code = STATUS_LINE.exec(statusLine)?.[1] ?? ''
  const others = [...sections].filter(([letter]) => !'ABF'.includes(letter))
  return `{"transaction":${object([
    ['client_ip', quoted(client)],
    ['time_stamp', quoted(time)],
    ['client_port', quoted(clientPort)],
    ['host_ip', quoted(server)],
    ['host_port', quoted(serverPort)],
    ['unique_id', quoted(id)],
    ['request', object([['method', quoted(method)], ['http_version', quoted(version)], ['uri', quoted(uri)], ['headers', headers(requestHeaders)]])],
    ['response', object([['http_code', quoted(code)], ['headers', headers(responseHeaders)]])],
    ['sections', object(others.map(([letter, lines]) => [letter, quoted(lines.join('\n').trim())]))],
  ])}}` // biome-ignore format: a table
}

const object = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([name, value]) => `${quoted(name)}:${value}`).join(',')}}`

/** The first of each name. */
const headers = (lines: readonly string[]): string => {
  const found = new Map<string, string>()
  for (const line of lines) {
    const [, name, value = ''] = HEADER.exec(line) ?? []
    if (name !== undefined && !found.has(name)) found.set(name, quoted(value))
  }
  return object([...found])
}
