import { expect, it } from 'vitest'
import { openApiRoutes } from '../../src/domain/openapi-categories.ts'

it('reads what an operation returns from its answers, through references and cycles', () => {
  const document = {
    servers: [{ url: 'https://api.shop.example/v2/' }],
    paths: {
      '/members/{id}': {
        get: {
          responses: {
            '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Member' } } } },
            '404': { $ref: '#/x' },
          },
        },
      },
      '/health': { get: { responses: { '200': { description: 'ok' } } } },
    },
    components: {
      schemas: {
        Member: {
          properties: {
            user_name: {},
            eMail: {},
            friend: { $ref: '#/components/schemas/Member' },
            addresses: { items: { properties: { zipCode: {} } } },
          },
        },
      },
    },
  }
  expect(openApiRoutes(document)).toEqual([
    { route: 'GET /v2/members/{id}', returns: ['EmailAddress', 'Name', 'PhysicalAddress'] },
  ])
  expect(openApiRoutes('nonsense')).toEqual([])
})
