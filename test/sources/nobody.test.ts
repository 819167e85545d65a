import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { nobody } from '../../src/sources/shared/nobody.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const WORDS = ['Guest', 'Invité', 'anónimo', 'Гость', '访客', '비회원', 'misafir', 'gäst']
const PEOPLE = ['guesthouse', 'invite-7', 'Ospitale', 'guest.kim', 'Гостев']
const bytes = (text: string): string => Buffer.from(text).toString('latin1')

/** What the engine and the plain reading make of a name. */
const read = async (name: string): Promise<readonly string[]> => {
  const row = await engine().row<{ name: string }>(sql`SELECT ${nobody.sql(sql`${name}`)} AS name`)
  return [bytes(row.name), nobody.plain(bytes(name))]
}

it.each(WORDS)('%s is nobody', async (word) => {
  expect(await read(word)).toEqual(['', ''])
})

it.each(PEOPLE)('%s is somebody', async (name) => {
  expect(await read(name)).toEqual([bytes(name), bytes(name)])
})
