import { ADDRESS, personalRoute, PROFILE, PURCHASES, type RouteBook } from './route-book.ts'

/** A gateway with account pages of the logged-in person, and customer lookups for the services behind it. */
export const account: RouteBook = {
  home: '/',
  category: (n) => `/store/list/${n}`,
  product: (n) => `/store/detail/${n}`,
  search: (words) => `/store/search?term=${words}`,
  campaign: (n) => `/store/special/${n}?from=push`,
  asset: (n) => `/_next/static/chunks/${(n * 16807 + 7).toString(36)}.js`,
  cart: '/account/basket',
  addToCart: '/account/basket/items',
  checkout: '/store/pay',
  placeOrder: '/store/pay/confirm',
  loginPage: '/signin',
  login: '/signin/submit',
  logout: '/signout',
  refresh: '/session/renew',
  resetPage: '/signin/forgot',
  reset: '/signin/forgot/submit',
  health: '/ready',
  personal: {
    profile: personalRoute('GET /account', PROFILE, 'principal', 2700, () => '/account'),
    edit: personalRoute('GET /account/edit', PROFILE, 'principal', 3600, () => '/account/edit'),
    addresses: personalRoute('GET /account/addressbook', ADDRESS, 'principal', 4100, () => '/account/addressbook'),
    addressEdit: personalRoute('GET /account/addressbook/{address}', ADDRESS, 'principal', 2900, (_, a) => `/account/addressbook/${a}`),
    orders: personalRoute('GET /account/orders', PURCHASES, 'principal', 7700, () => '/account/orders'),
    order: personalRoute('GET /account/orders/{order}', [...ADDRESS, ...PURCHASES], 'order', 4600, (_, o) => `/account/orders/${o}`),
  },
  staff: personalRoute('GET /gateway/customers/{id}', [...PROFILE, ...ADDRESS], 'account', 2200, (m) => `/gateway/customers/${m}`),
  partner: personalRoute('GET /gateway/orders/{order}', [...ADDRESS, ...PURCHASES], 'order', 1300, (_, o) => `/gateway/orders/${o}`),
  forgotten: personalRoute('GET /gateway/customers/{id}/summary', PROFILE, 'account', 900, (m) => `/gateway/customers/${m}/summary`),
}
