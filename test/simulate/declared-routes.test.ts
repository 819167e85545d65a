import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { caseYaml } from '../../src/simulate/case-yaml.ts'
import { SHAPES } from '../../src/simulate/shapes/index.ts'

it.each(SHAPES.map((shape) => [shape.name, shape] as const))(
  'case.yaml of %s declares the ids of accounts, and no number of an order, as accounts',
  (_, shape) => {
    const { routes } = parse(caseYaml({ shape, hasAuthLog: true, networks: undefined, accounts: undefined })) as {
      readonly routes: readonly { readonly route: string; readonly subject?: string }[]
    }
    const subject = (name: string) => routes.find(({ route }) => route === name)?.subject
    const { order, profile } = shape.routes.personal
    expect(routes.map(({ route }) => route)).toContain(order.route)
    expect(subject(order.route)).toBeUndefined()
    expect(subject(profile.route)).toMatch(/^(object|principal|query:.+)$/)
  },
)
