import { stringify } from 'yaml'
import type { CaseConfig, RouteConfig, SourceConfig } from '../domain/case-config.ts'
import type { PersonalRoute } from './routes/route-book.ts'
import type { Shape } from './shapes/shape.ts'

/** What the company tells the investigators. */
export interface Told {
  readonly shape: Shape
  readonly hasAuthLog: boolean
  readonly networks: CaseConfig['networks']
  readonly accounts: CaseConfig['accounts']
}

export const caseYaml = (told: Told): string =>
  stringify(caseConfig(told), { lineWidth: 0, aliasDuplicateObjects: false })

const caseConfig = ({ shape, hasAuthLog, networks, accounts }: Told): CaseConfig => ({
  name: `simulated ${shape.name}`,
  zone: 'Asia/Seoul',
  sources: [...(hasAuthLog ? [authSource(shape)] : []), ...shape.hosts.map((host) => accessSource(shape, host))],
  ...(networks === undefined ? {} : { networks }),
  ...(accounts === undefined ? {} : { accounts }),
  routes: routesOf(shape),
})

const authSource = (shape: Shape): SourceConfig => ({
  match: `**/${shape.files.auth('*')}`,
  name: 'log-in service',
  log: 'auth',
  ...shape.auth.config,
})

const accessSource = (shape: Shape, host: string): SourceConfig => ({
  match: accessFiles(shape, host),
  name: host,
  host,
  log: 'access',
  ...shape.access.config,
})

const accessFiles = (shape: Shape, host: string): string => {
  const pattern = `**/${shape.files.access(host, '*')}`
  return shape.files.gzip && !pattern.endsWith('*') ? `${pattern}*` : pattern
}

const routesOf = (shape: Shape): readonly RouteConfig[] => {
  const { personal, staff, partner, forgotten, health } = shape.routes
  const routes = new Map(
    [...Object.values(personal), staff, partner, forgotten].map((route) => [route.route, routeConfig(route)]),
  )
  return [...routes.values(), { route: `GET ${health}`, returns: [], access: 'public' }]
}

/** The number of an order is no account's id: whose it is, only the traffic says. */
const routeConfig = (route: PersonalRoute): RouteConfig => ({
  route: route.route,
  returns: route.returns,
  ...(route.owner === 'order' ? {} : { subject: route.owner === 'principal' ? 'principal' : namedBy(route) }),
  access: 'login',
})

const namedBy = ({ parameter }: PersonalRoute): 'object' | `query:${string}` =>
  parameter === undefined ? 'object' : `query:${parameter}`
