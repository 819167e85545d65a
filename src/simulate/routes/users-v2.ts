import { ADDRESS, personalRoute, PROFILE, PURCHASES, type RouteBook } from './route-book.ts'

/** A versioned API behind a single-page shop: `/v2/users/{id}/shipping-addresses`. */
export const usersV2: RouteBook = {
  home: '/v2/home',
  category: (n) => `/v2/categories/${n}/products`,
  product: (n) => `/v2/products/${n}`,
  search: (words) => `/v2/search?q=${words}&limit=40`,
  campaign: (n) => `/v2/campaigns/${n}`,
  asset: (n) => `/cdn/bundle.${(n * 69621 + 5).toString(16)}.js`,
  cart: '/v2/cart',
  addToCart: '/v2/cart/lines',
  checkout: '/v2/checkout',
  placeOrder: '/v2/checkout/orders',
  loginPage: '/login',
  login: '/oauth/token',
  logout: '/oauth/revoke',
  refresh: '/oauth/refresh',
  resetPage: '/v2/password/forgot',
  reset: '/v2/password/reset',
  health: '/livez',
  personal: {
    profile: personalRoute('GET /v2/users/{id}', PROFILE, 'account', 620, (m) => `/v2/users/${m}`),
    edit: personalRoute('GET /v2/users/{id}/settings', PROFILE, 'account', 1450, (m) => `/v2/users/${m}/settings`),
    addresses: personalRoute('GET /v2/users/{id}/shipping-addresses', ADDRESS, 'account', 1640, (m) => `/v2/users/${m}/shipping-addresses`),
    addressEdit: personalRoute('GET /v2/users/{id}/shipping-addresses/{address}', ADDRESS, 'account', 580, (m, a) => `/v2/users/${m}/shipping-addresses/${a}`),
    orders: personalRoute('GET /v2/users/{id}/orders', PURCHASES, 'account', 3900, (m) => `/v2/users/${m}/orders?limit=20`),
    order: personalRoute('GET /v2/orders/{order}', [...ADDRESS, ...PURCHASES], 'order', 1850, (_, o) => `/v2/orders/${o}`),
  },
  staff: personalRoute('GET /v2/users/{id}', PROFILE, 'account', 620, (m) => `/v2/users/${m}`),
  partner: personalRoute('GET /v2/orders/{order}', [...ADDRESS, ...PURCHASES], 'order', 1850, (_, o) => `/v2/orders/${o}`),
  forgotten: personalRoute('GET /v1/users/{id}/contact', PROFILE, 'account', 380, (m) => `/v1/users/${m}/contact`),
}
