import { describe, expect, it } from 'vitest'
import { SIGMA_CODES, type SigmaCode } from '../../src/sigma/codes.ts'
import { readPipeline } from '../../src/sigma/pipeline/read-pipeline.ts'
import { Problems } from '../../src/sigma/problem.ts'
import { decodeRuleFile } from '../../src/sigma/rule-file.ts'
import { buildRuleSet } from '../../src/sigma/rule-set.ts'
import { readRules } from '../../src/stages/sigma/read-rules.ts'
import { readYaml } from '../../src/sigma/yaml/read-yaml.ts'

/** The head of a rule with nothing to complain about, then what is given. */
const rule = (detection: string, head = ''): string => `title: A rule
id: 5013ef5b-4d84-4c44-8a0b-6a3f3c7f0a01
name: one
author: Hong Gildong
description: A rule that a test has made up.
level: low
${head}logsource: {category: test}
detection:
${detection}`
const plain = rule('  a: {f: x}\n  condition: a\n')
const head = (text: string): string => rule('  a: {f: x}\n  condition: a\n', `${text}\n`)
const item = (text: string): string => rule(`  a:\n    ${text}\n  condition: a\n`)
const condition = (text: string): string => rule(`  a: {f: x}\n  b: {f: y}\n  condition: ${text}\n`)
const also = (text: string): string => `${plain}---\n${text}`
const correlation = (text: string, name = 'c'): string =>
  also(`title: Correlation ${name}\nname: ${name}\ncorrelation:\n${text.replace(/^/gm, '  ')}\n`)
const filter = (text: string, title = 'Without admins'): string =>
  also(`title: ${title}\nlogsource: {category: test}\nfilter:\n${text.replace(/^/gm, '  ')}\n`)

/** Each problem with a file that has it, and where in the file it is seen. */
const BY_FILE: Readonly<Partial<Record<SigmaCode, readonly [string, `${number}:${number}`]>>> = {
  'sigma/file-too-large': [`# ${'x'.repeat(4_000_001)}`, '1:1'],
  'sigma/yaml-syntax': ['title: [', '1:9'],
  'sigma/yaml-duplicate-key': [head('title: Twice'), '7:1'],
  'sigma/yaml-too-deep': ['['.repeat(2000), '1:1'],
  'sigma/yaml-unknown-alias': ['title: *nothing', '1:8'],
  'sigma/yaml-key-not-text': ['? [a]\n: b', '1:3'],
  'sigma/yaml-tag': [head('status: !text test'), '7:15'],
  'sigma/yaml-ambiguous': [item('f: 0x10'), '10:8'],
  'sigma/not-a-map': ['- a', '1:1'],
  'sigma/kind-unknown': ['title: Nothing', '1:1'],
  'sigma/kind-ambiguous': [head('filter: {}'), '1:1'],
  'sigma/action-unknown': ['action: replay', '1:9'],
  'sigma/repeat-without-document': ['action: repeat', '1:1'],
  'sigma/field-missing': ['logsource: {category: x}\ndetection: {a: {f: 1}, condition: a}', '1:1'],
  'sigma/field-type': [head('references: none'), '7:13'],
  'sigma/text-too-long': [head(`taxonomy: ${'x'.repeat(257)}`), '7:11'],
  'sigma/text-empty': [head("license: ''"), '7:10'],
  'sigma/id-not-uuid': [plain.replace('5013ef5b', '5013ef5'), '2:5'],
  'sigma/id-missing': [plain.replace(/id: .*\n/, ''), '1:1'],
  'sigma/id-duplicate': [also(plain.replace('name: one\n', '')), '12:1'],
  'sigma/name-duplicate': [also(plain.replace(/id: .*\n/, '')), '12:1'],
  'sigma/title-case': [plain.replace('A rule', 'a rule'), '1:8'],
  'sigma/value-unknown': [head('status: new'), '7:9'],
  'sigma/date-form': [head('date: 2025/05/12'), '7:7'],
  'sigma/date-impossible': [head('date: 2025-02-30'), '7:7'],
  'sigma/modified-before-date': [head('date: 2025-05-12\nmodified: 2025-05-11'), '8:11'],
  'sigma/tag-form': [head('tags: [Attack]'), '7:8'],
  'sigma/tag-namespace': [head('tags: [home.made]'), '7:8'],
  'sigma/tag-attack': [head('tags: [attack.t15]'), '7:8'],
  'sigma/tag-tlp-unknown': [head('tags: [tlp.blue]'), '7:8'],
  'sigma/list-duplicate': [head('fields: [a, a]'), '7:13'],
  'sigma/related-self': [head('related: [{id: 5013ef5b-4d84-4c44-8a0b-6a3f3c7f0a01, type: similar}]'), '7:10'],
  'sigma/reference-not-link': [head('references: [a book]'), '7:14'],
  'sigma/author-missing': [plain.replace(/author: .*\n/, ''), '1:1'],
  'sigma/level-missing': [plain.replace(/level: .*\n/, ''), '1:1'],
  'sigma/description-missing': [plain.replace(/description: .*\n/, ''), '1:1'],
  'sigma/description-short': [plain.replace(/description: .*\n/, 'description: Bad\n'), '5:14'],
  'sigma/status-deprecated': [head('status: deprecated'), '7:9'],
  'sigma/status-unsupported': [head('status: unsupported'), '7:9'],
  'sigma/custom-field': [head('ticket: 42'), '7:1'],
  'sigma/field-misspelt': [head('refrences: []'), '7:1'],
  'sigma/taxonomy-unknown': [head('taxonomy: ours'), '1:1'],
  'sigma/logsource-empty': [plain.replace('{category: test}', '{definition: all}'), '7:12'],
  'sigma/logsource-definition': [plain.replace('{category: test}', '{category: test, definition: all}'), '7:12'],
  'sigma/condition-missing': [rule('  a: {f: x}\n'), '9:3'],
  'sigma/condition-syntax': [condition('a and'), '11:14'],
  'sigma/condition-empty': [condition("''"), '11:14'],
  'sigma/condition-too-deep': [condition('('.repeat(300)), '11:14'],
  'sigma/condition-unknown-identifier': [condition('a or b or c'), '11:14'],
  'sigma/condition-nothing-matches-pattern': [condition('a or b or 1 of c*'), '11:14'],
  'sigma/condition-aggregation': [condition('a or b | count() > 1'), '11:14'],
  'sigma/condition-near': [condition('a | near b'), '11:14'],
  'sigma/condition-keyword-case': [condition('a AND b'), '11:14'],
  'sigma/condition-all-of-one': [condition('b and all of a*'), '11:14'],
  'sigma/condition-them-of-one': [rule('  a: {f: x}\n  condition: 1 of them\n'), '10:14'],
  'sigma/condition-duplicate': [condition('[a or b, a or b]'), '11:23'],
  'sigma/identifier-unused': [condition('a'), '10:3'],
  'sigma/identifier-form': [rule('  a|b: {f: x}\n  condition: 1 of a*\n'), '9:3'],
  'sigma/identifier-is-keyword': [rule('  not: {f: x}\n  condition: 1 of n*\n'), '9:3'],
  'sigma/timeframe': [rule('  a: {f: x}\n  timeframe: 1m\n  condition: a\n'), '10:3'],
  'sigma/search-empty': [rule('  a: {}\n  condition: a\n'), '9:6'],
  'sigma/search-type': [item('f: {g: h}'), '10:8'],
  'sigma/field-name-blank': [item("'f ': x"), '10:5'],
  'sigma/modifier-unknown': [item('f|like: x'), '10:5'],
  'sigma/modifier-repeated': [item('f|contains|contains: x'), '10:5'],
  'sigma/modifier-type': [item('f|lt: x'), '10:11'],
  'sigma/modifier-all-single': [item('f|contains|all: x'), '10:5'],
  'sigma/modifier-exists-alone': [item('f|exists|cased: true'), '10:5'],
  'sigma/modifier-on-regex': [item('f|re|contains: x'), '10:20'],
  'sigma/modifier-regex-flag': [item('f|contains|m: x'), '10:19'],
  'sigma/modifier-wildcard-encoded': [item("f|base64: 'x*'"), '10:15'],
  'sigma/modifier-extension': [item('f|re|dotall: x.'), '10:5'],
  'sigma/modifier-needless': [item('f|startswith|contains: x'), '10:5'],
  'sigma/modifier-without-field': [item("'|cidr': 192.0.2.0/24"), '10:5'],
  'sigma/null-in-list': [item('f: [x, null]'), '10:12'],
  'sigma/value-duplicate': [item('f: [x, X]'), '10:12'],
  'sigma/value-contained': [item('f|contains: [xyz, y]'), '10:18'],
  'sigma/value-empty-needle': [item("f|contains: ''"), '10:17'],
  'sigma/value-only-wildcard': [item("f: '*'"), '10:8'],
  'sigma/value-wildcards-doubled': [item("f: 'a**b'"), '10:8'],
  'sigma/value-outer-wildcards': [item("f: '*ab*'"), '10:8'],
  'sigma/value-control-character': [item('f: "a\\x01"'), '10:8'],
  'sigma/value-lone-backslash': [item("f: 'a\\'"), '10:8'],
  'sigma/value-blank-edges': [item("f: 'a '"), '10:8'],
  'sigma/value-looks-like-placeholder': [item("f: '%Servers%'"), '10:8'],
  'sigma/value-regex-looking': [item("f: 'a.*b'"), '10:8'],
  'sigma/number-too-large': [item(`f: ${'1'.repeat(40)}`), '10:8'],
  'sigma/time-part-range': [item('f|hour: 25'), '10:13'],
  'sigma/cidr-invalid': [item('f|cidr: x'), '10:13'],
  'sigma/cidr-host-bits': [item('f|cidr: 192.0.2.1/24'), '10:13'],
  'sigma/regex-syntax': [item("f|re: '('"), '10:11'],
  'sigma/regex-look-around': [item("f|re: '(?!a)'"), '10:11'],
  'sigma/regex-backreference': [item("f|re: '(a)\\1'"), '10:11'],
  'sigma/regex-unsupported': [item("f|re: 'a*+'"), '10:11'],
  'sigma/regex-too-large': [item("f|re: 'a{2000}'"), '10:11'],
  'sigma/regex-needless': [item('f|re: abc'), '10:11'],
  'sigma/placeholder-not-expanded': [item("f|expand: '%Servers%'"), '10:15'],
  'sigma/correlation-field-missing': [correlation('type: temporal\nrules: [one]'), '15:3'],
  'sigma/correlation-group-unknown': [
    `${correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {gte: 1}')}---\ntitle: Outer\ncorrelation: {type: temporal, rules: [c, one], timespan: 1m, group-by: [f]}`,
    '20:1',
  ],
  'sigma/correlation-one-field': [
    correlation('type: value_sum\nrules: [one]\ntimespan: 1m\ncondition: {gte: 1, field: [a, b]}'),
    '12:1',
  ],
  'sigma/correlation-rule-unknown': [correlation('type: temporal\nrules: [one, two]\ntimespan: 1m'), '16:16'],
  'sigma/correlation-rule-broken': [
    correlation('type: temporal\nrules: [one, one]\ntimespan: 1m').replace('{f: x}', '{f|lt: x}'),
    '16:11',
  ],
  'sigma/correlation-cycle': [correlation('type: temporal\nrules: [c, one]\ntimespan: 1m'), '12:1'],
  'sigma/correlation-timespan': [correlation('type: temporal\nrules: [one]\ntimespan: 1y'), '17:13'],
  'sigma/correlation-operator': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {over: 1}'),
    '18:15',
  ],
  'sigma/correlation-threshold': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {gte: x}'),
    '18:20',
  ],
  'sigma/correlation-condition-missing': [correlation('type: event_count\nrules: [one]\ntimespan: 1m'), '12:1'],
  'sigma/correlation-field-needless': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {gte: 1, field: f}'),
    '12:1',
  ],
  'sigma/correlation-percentile': [
    correlation('type: value_percentile\nrules: [one]\ntimespan: 1m\ncondition: {gte: 1, field: f}'),
    '12:1',
  ],
  'sigma/correlation-never': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {gt: 5, lt: 2}'),
    '12:1',
  ],
  'sigma/correlation-few-rules': [correlation('type: temporal\nrules: [one]\ntimespan: 1m'), '12:1'],
  'sigma/correlation-alias-rule': [
    correlation(
      'type: event_count\nrules: [one]\ntimespan: 1m\ngroup-by: [a]\naliases: {a: {two: f}}\ncondition: {gte: 1}',
    ),
    '12:1',
  ],
  'sigma/correlation-alias-unused': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\naliases: {a: {one: f}}\ncondition: {gte: 1}'),
    '12:1',
  ],
  'sigma/correlation-alias-partial': [
    correlation('type: temporal\nrules: [one, c2]\ntimespan: 1m\ngroup-by: [a]\naliases: {a: {one: f}}').concat(
      `---\n${plain.replace(/id: .*\nname: one/, 'name: c2')}`,
    ),
    '12:1',
  ],
  'sigma/correlation-no-group': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {gte: 1}'),
    '12:1',
  ],
  'sigma/correlation-conditional-absence': [
    correlation('type: event_count\nrules: [one]\ntimespan: 1m\ncondition: {lt: 5}'),
    '12:1',
  ],
  'sigma/filter-rule-unknown': [filter('rules: [two]\nselection: {u: admin}\ncondition: not selection'), '15:11'],
  'sigma/filter-logsource': [
    filter('rules: [one]\nselection: {u: admin}\ncondition: not selection').replace(/test\}\nfilter/, 'other}\nfilter'),
    '15:11',
  ],
  'sigma/filter-positive': [
    filter('rules: [one]\nselection: {u: admin}\ncondition: selection', 'Filter admins'),
    '12:1',
  ],
}

describe('a problem of a rule file', () => {
  it.each(Object.entries(BY_FILE))('%s', (code, [text, place]) => {
    const set = buildRuleSet([{ path: 'rules.yml', text }])
    const found = set.problems.filter((problem) => problem.code === code)
    expect(
      found.map((problem) => `${problem.place.line}:${problem.place.column}`),
      JSON.stringify(set.problems),
    ).toContain(place)
    expect(found.every(({ severity }) => severity === SIGMA_CODES[code as SigmaCode])).toBe(true)
  })
  it('is none in a rule that is as it should be', () => {
    expect(buildRuleSet([{ path: 'rules.yml', text: plain }]).problems).toEqual([])
  })
})

const pipelineProblems = (text: string): readonly string[] => {
  const problems = new Problems()
  readPipeline(text, 'pipeline.yml', problems)
  return problems.all.map(({ code }) => code)
}

const OTHERS: Readonly<Partial<Record<SigmaCode, () => unknown>>> = {
  'sigma/file-unreadable': async () => (await readRules(['/nowhere/at/all.yml'])).problems.map(({ code }) => code),
  'sigma/not-utf8': () => {
    const problems = new Problems()
    decodeRuleFile('rules.yml', Buffer.from('7469746c653a20b1e8', 'hex'), problems)
    return problems.all.map(({ code }) => code)
  },
  'sigma/yaml-too-many-nodes': () => {
    const problems = new Problems()
    readYaml('a: &a [1, 1, 1, 1]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]', 'f', problems, {
      size: 1000,
      depth: 9,
      nodes: 50,
    })
    return problems.all.map(({ code }) => code)
  },
  'sigma/placeholder-too-many': () =>
    buildRuleSet([{ path: 'r.yml', text: item("f|expand: '%m%%m%%m%'") }], {
      placeholders: { values: new Map([['m', Array.from({ length: 100 }, String)]]), wildcards: new Set() },
    }).problems.map(({ code }) => code),
  'sigma/pipeline-step-unknown': () => pipelineProblems('transformations: [{type: magic}]'),
  'sigma/pipeline-condition-unknown': () =>
    pipelineProblems('transformations: [{type: drop_detection_item, rule_conditions: [{type: moon}]}]'),
  'sigma/pipeline-failure': () => {
    const problems = new Problems()
    const pipeline = readPipeline('transformations: [{type: rule_failure, message: no}]', 'p', problems)
    return buildRuleSet([{ path: 'r.yml', text: plain }], {
      pipelines: pipeline === null ? [] : [pipeline],
    }).problems.map(({ code }) => code)
  },
}

describe('another problem', () => {
  it.each(Object.entries(OTHERS))('%s', async (code, codes) => {
    expect(await codes()).toEqual([code])
  })
})

it('every problem has a file that shows it', () => {
  const shown = new Set([...Object.keys(BY_FILE), ...Object.keys(OTHERS)])
  expect(Object.keys(SIGMA_CODES).filter((code) => !shown.has(code))).toEqual([])
})
