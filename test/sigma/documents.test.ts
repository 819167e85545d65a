import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../src/sigma/document/read-documents.ts'
import type { SigmaDocument } from '../../src/sigma/document/model.ts'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import { eventOf } from '../../src/sigma/interpret/event.ts'
import { readPipeline, readPlaceholders } from '../../src/sigma/pipeline/read-pipeline.ts'
import { Problems } from '../../src/sigma/problem.ts'
import { buildRuleSet, type RuleSet, type RuleSetOptions } from '../../src/sigma/rule-set.ts'
import { describeShared } from '../shared-data.ts'

const documentsIn = (text: string): readonly SigmaDocument[] => readDocuments(text, 'r.yml', new Problems()).documents

const RULE = `title: Admin page
name: admin
author: Hong Gildong
logsource: {category: webserver, product: nginx}
detection:
  s: {uri|startswith: /admin}
  condition: s
`

describe('files of several documents', () => {
  it('hold rules, correlations and filters, told apart by their key', () => {
    const text = `${RULE}---\ntitle: C\ncorrelation: {type: event_count, rules: [admin], timespan: 1m, condition: {gte: 2}}\n---\ntitle: F\nlogsource: {}\nfilter: {rules: any, s: {a: 1}, condition: not s}\n`
    expect(
      documentsIn(text.replace('logsource: {}', 'logsource: {category: webserver}')).map(({ kind }) => kind),
    ).toEqual(['rule', 'correlation', 'filter'])
  })
  it('lose only the document that is broken', () => {
    const set = buildRuleSet([{ path: 'r.yml', text: `${RULE}---\ntitle: [\n---\n${RULE.replace('admin', 'other')}` }])
    expect(set.rules.length).toBeGreaterThanOrEqual(1)
    expect(set.problems.some(({ code }) => code === 'sigma/yaml-syntax')).toBe(true)
  })
  it('keep custom fields as they are, numbers to the last digit', () => {
    const [rule] = documentsIn(`${RULE}ticket: {number: 12345678901234567890, open: true, owners: [a, ~]}\n`)
    expect(rule?.meta.custom).toEqual({ ticket: { number: '12345678901234567890', open: true, owners: ['a', null] } })
  })
  it('resolve anchors and merge keys', () => {
    const text = `title: T\nlogsource: &l {category: test}\ndetection:\n  a: &a {x: 1, y: 2}\n  b: {<<: *a, y: 3}\n  condition: b\n`
    const set = buildRuleSet([{ path: 'r.yml', text }])
    const matches = (event: Record<string, unknown>): boolean =>
      set.rules.some(({ expr }) => evaluate(expr, eventOf(event)))
    expect([matches({ x: 1, y: 3 }), matches({ x: 1, y: 2 })]).toEqual([true, false])
  })
})

describe('collection actions', () => {
  it('global lies under what follows, until reset', () => {
    const text = `action: global\ntitle: Shared\nlogsource: {category: test}\ndetection: {condition: s}\n---\ndetection: {s: {a: 1}}\n---\ntitle: Own\ndetection: {s: {a: 2}}\n---\naction: reset\n---\n${RULE}`
    expect(documentsIn(text).map(({ meta }) => meta.title)).toEqual(['Shared', 'Own', 'Admin page'])
  })
  it('repeat is the last document with changes', () => {
    const text = `${RULE}---\naction: repeat\ntitle: Again\nname: again\nlogsource: {product: apache}\n`
    const [, again] = documentsIn(text)
    expect(again?.kind === 'rule' ? [again.meta.title, again.logsource.product, again.logsource.category] : []).toEqual(
      ['Again', 'apache', 'webserver'],
    )
  })
})

const filtered = (filter: string, options?: RuleSetOptions): RuleSet =>
  buildRuleSet(
    [{ path: 'r.yml', text: `${RULE}---\ntitle: No office\nlogsource: {category: webserver}\nfilter: ${filter}\n` }],
    options,
  )

const hits = (set: RuleSet, event: Record<string, unknown>): boolean => {
  const [rule] = set.rules
  if (rule === undefined) throw new Error(JSON.stringify(set.problems))
  return evaluate(rule.expr, eventOf(event))
}

describe('filters', () => {
  const office = '{rules: [admin], office: {ip|cidr: 192.0.2.0/24}, condition: not office}'
  it('add their condition to the rules they name', () => {
    const set = filtered(office)
    expect(hits(set, { uri: '/admin', ip: '192.0.2.1' })).toBe(false)
    expect(hits(set, { uri: '/admin', ip: '198.51.100.1' })).toBe(true)
    expect(set.rules[0]?.filters).toEqual(['No office'])
  })
  it('take their condition as written: a positive one keeps what it selects', () => {
    const set = filtered('{rules: [admin], office: {ip|cidr: 192.0.2.0/24}, condition: office}')
    expect(hits(set, { uri: '/admin', ip: '192.0.2.1' })).toBe(true)
    expect(hits(set, { uri: '/admin', ip: '198.51.100.1' })).toBe(false)
  })
  it('apply to any rule of their log source', () => {
    expect(hits(filtered(office.replace('[admin]', 'any')), { uri: '/admin', ip: '192.0.2.1' })).toBe(false)
  })
  it('leave rules of another log source alone', () => {
    const set = buildRuleSet([
      { path: 'r.yml', text: `${RULE}---\ntitle: F\nlogsource: {category: proxy}\nfilter: ${office}\n` },
    ])
    expect(hits(set, { uri: '/admin', ip: '192.0.2.1' })).toBe(true)
  })
})

const withPipeline = (yaml: string, rule = RULE): RuleSet => {
  const problems = new Problems()
  const pipeline = readPipeline(yaml, 'p.yml', problems)
  if (pipeline === null) throw new Error(JSON.stringify(problems.all))
  return buildRuleSet([{ path: 'r.yml', text: rule }], { pipelines: [pipeline] })
}

describe('processing pipelines', () => {
  it('map field names, one to several as an OR', () => {
    expect(
      hits(withPipeline('transformations: [{type: field_name_mapping, mapping: {uri: path}}]'), { path: '/admin' }),
    ).toBe(true)
    const both = withPipeline('transformations: [{type: field_name_mapping, mapping: {uri: [path, url]}}]')
    expect([hits(both, { url: '/admin' }), hits(both, { uri: '/admin' })]).toEqual([true, false])
  })
  it('add prefix and suffix, drop items, set and replace values', () => {
    expect(
      hits(withPipeline('transformations: [{type: field_name_prefix, prefix: http.}]'), { http: { uri: '/admin' } }),
    ).toBe(true)
    expect(
      hits(withPipeline('transformations: [{type: field_name_suffix, suffix: .raw}]'), { uri: { raw: '/admin' } }),
    ).toBe(true)
    expect(
      hits(
        withPipeline(
          'transformations: [{type: drop_detection_item, field_name_conditions: [{type: include_fields, fields: [uri]}]}]',
        ),
        {},
      ),
    ).toBe(true)
    expect(
      hits(withPipeline('transformations: [{type: replace_string, regex: "^/admin", replacement: /root}]'), {
        uri: '/root',
      }),
    ).toBe(true)
    expect(hits(withPipeline('transformations: [{type: set_value, value: /x}]'), { uri: '/xyz' })).toBe(true)
  })
  it('add conditions, for the rules they are for', () => {
    const only = (product: string): RuleSet =>
      withPipeline(
        `transformations: [{type: add_condition, conditions: {index: web}, rule_conditions: [{type: logsource, product: ${product}}]}]`,
      )
    expect([hits(only('nginx'), { uri: '/admin' }), hits(only('nginx'), { uri: '/admin', index: 'web' })]).toEqual([
      false,
      true,
    ])
    expect(hits(only('apache'), { uri: '/admin' })).toBe(true)
    expect(
      hits(withPipeline('transformations: [{type: add_condition, negated: true, conditions: {index: web}}]'), {
        uri: '/admin',
      }),
    ).toBe(true)
  })
  it('change the log source, and run in the order of their priority', () => {
    const set = withPipeline('transformations: [{type: change_logsource, category: proxy}]')
    expect(set.rules[0]?.document.logsource).toMatchObject({ category: 'proxy', product: '' })
  })
  it('give placeholders values, or a wildcard', () => {
    const rule = RULE.replace('uri|startswith: /admin', "uri|expand: '/%page%'")
    expect(
      hits(withPipeline('vars: {page: [a, b]}\ntransformations: [{type: value_placeholders}]', rule), { uri: '/b' }),
    ).toBe(true)
    expect(
      hits(withPipeline('transformations: [{type: wildcard_placeholders, include: [page]}]', rule), { uri: '/any' }),
    ).toBe(true)
    expect(
      withPipeline('vars: {page: a}\ntransformations: [{type: value_placeholders, exclude: [page]}]', rule).rules,
    ).toEqual([])
    const values = readPlaceholders('page: [c]\nother: d\n', 'v.yml', new Problems())
    expect(
      hits(buildRuleSet([{ path: 'r.yml', text: rule }], { placeholders: { values, wildcards: new Set() } }), {
        uri: '/c',
      }),
    ).toBe(true)
  })
})

describeShared('the JSON schemas of the specification', 'sigma/json-schema', (dir) => {
  const schema = (name: string): string => readFileSync(path.join(dir, `sigma-${name}-schema.json`), 'utf8')
  const constants = (text: string, key: string): readonly string[] => {
    const part = text.slice(text.indexOf(`"${key}": {`))
    return [...part.slice(0, part.indexOf(']')).matchAll(/"const": "([^"]+)"/g)].map((match) => match[1] ?? '')
  }
  const accepted = (text: string): boolean => {
    const set = buildRuleSet([{ path: 'r.yml', text }])
    return set.rejected.length === 0
  }
  it('and this checker take the same statuses, levels and relations', () => {
    const rule = schema('detection-rule')
    for (const status of constants(rule, 'status')) expect(accepted(`${RULE}status: ${status}\n`)).toBe(true)
    for (const level of constants(rule, 'level')) expect(accepted(`${RULE}level: ${level}\n`)).toBe(true)
    expect(constants(rule, 'level')).toHaveLength(5)
    expect(constants(rule, 'status')).toHaveLength(5)
    for (const type of ['derived', 'obsolete', 'merged', 'renamed', 'similar']) {
      expect(rule).toContain(`"const": "${type}"`)
      expect(accepted(`${RULE}related: [{id: 5013ef5b-4d84-4c44-8a0b-6a3f3c7f0a01, type: ${type}}]\n`)).toBe(true)
    }
  })
  it('name seven types of correlation, all of them taken', () => {
    const types = constants(schema('correlation-rules'), 'type')
    expect(types).toHaveLength(7)
    for (const type of types) {
      const field = type.startsWith('value_') ? ', field: a, percentile: 50' : ''
      const condition = type.startsWith('temporal') ? '' : `, condition: {gte: 1${field}}`
      const text = `${RULE}---\ntitle: C\ncorrelation: {type: ${type}, rules: [admin], group-by: [u], timespan: 1m${condition}}\n`
      expect([type, accepted(text)]).toEqual([type, true])
    }
  })
  it('require what this checker requires', () => {
    expect(schema('detection-rule')).toContain('"required": ["title", "logsource", "detection"]')
    for (const key of ['title', 'logsource', 'detection'])
      expect(accepted(RULE.replace(new RegExp(`^${key}:.*\\n(?:  .*\\n)*`, 'm'), ''))).toBe(false)
  })
})
