import { describe, expect, it } from 'vitest'
import { suggestedCategories, wordsOf } from '../../src/domain/personal-data.ts'
import { decodeRadix } from '../../src/domain/radix.ts'
import { matchRoute, parseRoutePattern } from '../../src/domain/route-pattern.ts'

describe('matchRoute', () => {
  it.each([
    ['GET /api/members/{id}/addresses', 'GET', '/api/members/{id}/addresses', [4]],
    ['/api/members/:id', 'POST', '/api/members/{id}', [4]],
    ['GET /users/{name}/orders', 'GET', '/users/kim/orders', [3]],
    ['GET /users/{name}', 'POST', '/users/{id}', undefined],
    ['GET /users/{name}', 'GET', '/users/{id}/orders', undefined],
    ['{name}', '', '', undefined],
  ])('%s against %s %s', (pattern, method, route, slots) => {
    expect(matchRoute(parseRoutePattern(pattern), method, route)).toEqual(slots)
  })
})

describe('suggestedCategories', () => {
  it.each([
    ['/my/profile', ['EmailAddress', 'Name', 'TelephoneNumber']],
    ['/api/v2/orders/{id}', ['PurchaseHistory']],
    ['/myPage/editAddress.do', ['EmailAddress', 'Name', 'PhysicalAddress', 'TelephoneNumber']],
    ['/%ED%9A%8C%EC%9B%90/%EC%A3%BC%EB%AC%B8', ['EmailAddress', 'Name', 'PurchaseHistory', 'TelephoneNumber']],
    ['/member/login', []],
    ['/products/{id}/reviews', []],
    ['/static/me.css', []],
    ['/kullanicilar/{id}/siparisler', ['EmailAddress', 'Name', 'PurchaseHistory', 'TelephoneNumber']],
    ['/static/passport.jpg', []],
    ['/products/{id}.jpg', []],
    ['/', []],
  ])('%s', (template, categories) => {
    expect(suggestedCategories(template)).toEqual(categories)
  })

  it('takes pictures of papers, kept one a person, for personal, and no other picture', () => {
    expect(suggestedCategories('/kyc/{id}/passport.jpg')).not.toEqual([])
    expect(suggestedCategories('/users/{id}/avatar.jpg')).toEqual([])
  })

  it('survives a broken percent encoding', () => {
    expect(wordsOf('/%E0%A4%A/order')).toContain('order')
  })
})

describe('decodeRadix', () => {
  it('undoes the mixed-radix number', () => {
    expect(decodeRadix(3 + 5 * (2 + 4 * 1), [5, 4, 2])).toEqual([3, 2, 1])
  })
})
