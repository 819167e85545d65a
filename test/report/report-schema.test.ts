import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseReport, renderJson } from '../../src/report/report-json.ts'
import { renderReportJsonSchema, reportJsonSchema } from '../../src/report/report-json-schema.ts'
import { EDGE_EQUALS_MODEL } from '../../src/report/report-schema.ts'
import { blindReport, cleanReport, hostileReport, richReport } from './fixture-report.ts'

const PUBLISHED = join(import.meta.dirname, '../../docs/report.schema.json')

describe('report.json', () => {
  it.each([richReport, cleanReport, blindReport, hostileReport])('comes back as it went (%o)', (make) => {
    const text = renderJson(make())
    expect(parseReport(text)).toEqual(make())
    expect(renderJson(parseReport(text))).toBe(text)
  })

  it('keeps numbers beyond 2^53 exact, as strings', () => {
    const report = {
      ...richReport(),
      hourly: [{ hour: '2025-06-01T00:00:00Z', actor: 9_007_199_254_740_993n, everybody: 1n }],
    }
    expect(renderJson(report)).toContain('"actor": "9007199254740993"')
    expect(parseReport(renderJson(report)).hourly[0]?.actor).toBe(9_007_199_254_740_993n)
  })

  it('has sorted keys and ends in one newline', () => {
    const text = renderJson(cleanReport())
    const keys = Object.keys(JSON.parse(text) as object)
    expect(keys).toEqual([...keys].sort())
    expect(text.endsWith('}\n')).toBe(true)
  })

  it('does not depend on the order in which the model was built', () => {
    const report = richReport()
    const turned = Object.fromEntries(Object.entries(report).reverse()) as unknown as typeof report
    expect(renderJson(turned)).toBe(renderJson(report))
  })

  it('refuses a key that the schema does not know', () => {
    const text = renderJson(cleanReport()).replace('"program"', '"extra": 1, "program"')
    expect(() => parseReport(text)).toThrow(/extra/)
  })
})

describe('the published JSON Schema', () => {
  it('is of draft 2020-12, named and versioned', () => {
    const schema = reportJsonSchema()
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(String(schema['$id'])).toMatch(/\/report\/1$/)
    expect(EDGE_EQUALS_MODEL).toBe(true)
  })

  it('is current in docs/', () => {
    const text = renderReportJsonSchema()
    if (process.env['MAPAE_UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined) writeFileSync(PUBLISHED, text)
    expect(existsSync(PUBLISHED)).toBe(true)
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(text)
  })
})
