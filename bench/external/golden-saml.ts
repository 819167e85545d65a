import { readdirSync } from 'node:fs'
import path from 'node:path'
import { sql } from '../../src/engine/sql.ts'
import type { Figure } from './figure.ts'
import { inCase } from './in-case.ts'

/**
 * The Golden SAML case: a token signed with an exported key of the identity provider, then mail read with it. Neither the
 * provider's issuances nor the sign-ins are in the set, only what was done afterwards: that is all that can be asked.
 */
export const goldenSamlFigures = (folder: string): Promise<readonly Figure[]> => {
  const dir = path.join(folder, 'otrf', 'golden_saml')
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(dir, name))
  return inCase(files, undefined, async ({ engine }, report) => {
    const read = await engine.row<{ lines: string; parsed: string; issued: string }>(
      sql`SELECT count() AS lines, countIf(reject = '') AS parsed, countIf(action IN ('logon', 'issue')) AS issued FROM evidence.log_line`,
    )
    const figure = (part: string, asks: string, n: number, found: number): Figure => ({
      set: 'cloudtrail-attacks',
      part: `Golden SAML, ${part}`,
      asks,
      n,
      found,
    })
    const neverIssued = report.detections.filter(({ id }) => id === 'never-issued')
    return [
      figure('records', 'read', Number(read.lines), Number(read.parsed)),
      figure('records', 'tell of a sign-in or an issued token', Number(read.lines), Number(read.issued)),
      figure('never-issued', 'could look', neverIssued.length, neverIssued.filter(({ outcome }) => outcome !== 'could-not-look').length), // biome-ignore format: one figure
      figure('forged identity', 'named', 1, report.actors.length),
    ]
  })
}
