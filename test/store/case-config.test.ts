import { describe, expect, it } from 'vitest'
import { parseCaseConfig } from '../../src/store/case-config.ts'
import { caseConfigJsonSchema } from '../../src/store/case-config-schema.ts'
import { CaseProblem } from '../../src/store/case-problem.ts'
import { CASE_TEMPLATE } from '../../src/store/case-template.ts'
import { say } from '../../src/text/say.ts'

const wrong = (text: string): CaseProblem => {
  try {
    parseCaseConfig(text, 'case.yaml')
  } catch (error) {
    if (error instanceof CaseProblem) return error
    throw error
  }
  throw new Error('no problem')
}

describe('case.yaml', () => {
  it('may be empty, and the template is', () => {
    expect(parseCaseConfig('', 'case.yaml')).toEqual({})
    expect(parseCaseConfig(CASE_TEMPLATE, 'case.yaml')).toEqual({})
  })

  it('takes every example of the template, uncommented', () => {
    const text = CASE_TEMPLATE.split('\n')
      .slice(1)
      .map((line) => line.replace(/^# /, ''))
      .join('\n')
    const config = parseCaseConfig(text, 'case.yaml')
    expect(Object.keys(config).sort()).toEqual([
      'accounts',
      'hypotheses',
      'keys',
      'name',
      'networks',
      'openapi',
      'routes',
      'sources',
      'zone',
    ])
    expect(config.sources?.[1]?.actions?.['logon-failed']).toEqual(['LOGIN_FAILED'])
  })

  it('says line, column, what was expected and what was found', () => {
    const { values } = wrong('name: x\nsources:\n  - match: "*.log"\n    log: acess\n')
    expect(values).toEqual({
      file: 'case.yaml',
      line: 4,
      column: 5,
      field: 'sources.0.log',
      expected: 'access | auth',
      found: '"acess"',
    })
  })

  it('suggests the nearest key for an unknown one, deep in the file too', () => {
    expect(wrong('sorces: []\n').values).toMatchObject({ line: 1, column: 1, expected: 'sources', found: 'sorces' })
    expect(wrong('sources:\n  - match: a\n    fields:\n      user-agent: ua\n').values).toMatchObject({
      line: 4,
      column: 7,
      expected: 'user_agent',
      found: 'user-agent',
    })
    expect(wrong('networks:\n  ours: []\n').values).toMatchObject({
      line: 2,
      column: 3,
      expected: 'own, partner, test',
    })
  })

  it('names a missing member at the item that lacks it', () => {
    expect(wrong('sources:\n  - name: x\n').values).toMatchObject({
      line: 2,
      column: 5,
      field: 'sources.0.match',
      expected: 'string',
      found: '',
    })
  })

  it('checks zones, networks, routes and subjects', () => {
    expect(wrong('zone: Asia/Atlantis\n').values['expected']).toBe('zone-name')
    for (const address of ['hello', '999.0.2.1', '192.0.2.0/33', '2001:db8::/129', '192.0.2.'])
      expect(wrong(`networks: { own: ["${address}"] }\n`).values['expected']).toBe('address-or-network')
    const own = ['192.0.2.1', '192.0.2.0/24', '2001:db8::1', '2001:db8::/32']
    expect(parseCaseConfig(`networks: { own: ${JSON.stringify(own)} }\n`, 'case.yaml').networks?.own).toEqual(own)
    expect(wrong('routes:\n  - { route: members, returns: [] }\n').values['expected']).toBe('route-pattern')
    expect(wrong('routes:\n  - { route: /a, returns: [], subject: owner }\n').values['expected']).toContain('principal')
    expect(
      parseCaseConfig('routes:\n  - { route: /a, returns: [Name], subject: "query:id" }\n', '').routes?.[0]?.subject,
    ).toBe('query:id')
    expect(parseCaseConfig('zone: "+09:00"\n', '').zone).toBe('+09:00')
  })

  it('says what was expected in either language', () => {
    const [problem] = wrong('zone: Asia/Atlantis\n').problems
    if (problem === undefined) throw new Error('no problem')
    expect(say('en', problem)).toContain('expected an IANA zone such as Asia/Seoul')
    expect(say('ko', problem)).toContain('IANA 시간대')
    expect(say('ko', problem)).not.toContain('such as')
    const [kind] = wrong('name: 1\n').problems
    expect(kind && say('ko', kind)).toContain('필요한 값: 글.')
  })

  it('says everything that is wrong at once', () => {
    expect(wrong('zone: 1\nname: []\n').problems.map(({ values }) => [values['line'], values['expected']])).toEqual([
      [1, 'string'],
      [2, 'string'],
    ])
  })

  it('places a mistake in the YAML itself', () => {
    expect(wrong('name: "x\nzone: UTC\n').values).toMatchObject({ expected: 'YAML' })
    expect(wrong('a: 1\na: 2\n').values).toMatchObject({ line: 2, column: 1, expected: 'YAML' })
  })

  it('publishes a JSON Schema', () => {
    const schema = caseConfigJsonSchema()
    expect(schema['additionalProperties']).toBe(false)
    expect(JSON.stringify(schema)).toContain('logon-failed')
  })
})
