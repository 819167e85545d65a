import { ADDRESS, personalRoute, PROFILE, PURCHASES, type RouteBook } from './route-book.ts'

/** Resources by member number: `/api/members/{id}/addresses`. */
export const rest: RouteBook = {
  home: '/',
  category: (n) => `/c/${n}`,
  product: (n) => `/products/${n}`,
  search: (words) => `/search?q=${words}`,
  campaign: (n) => `/events/${n}?utm_source=push&utm_campaign=ev${n}`,
  asset: (n) => `/static/${['js/app', 'css/main', 'js/vendor', 'img/sprite', 'fonts/kr'][n % 5] ?? ''}.${7919 * (n + 3)}.${['js', 'css', 'js', 'png', 'woff2'][n % 5] ?? ''}`,
  cart: '/cart',
  addToCart: '/api/cart/items',
  checkout: '/checkout',
  placeOrder: '/api/orders',
  loginPage: '/login',
  login: '/api/auth/login',
  logout: '/api/auth/logout',
  refresh: '/api/auth/refresh',
  resetPage: '/password/reset',
  reset: '/api/auth/password-reset',
  health: '/healthz',
  personal: {
    profile: personalRoute('GET /api/members/{id}', PROFILE, 'account', 740, (m) => `/api/members/${m}`),
    edit: personalRoute('GET /api/members/{id}/edit', PROFILE, 'account', 1280, (m) => `/api/members/${m}/edit`),
    addresses: personalRoute('GET /api/members/{id}/addresses', ADDRESS, 'account', 1900, (m) => `/api/members/${m}/addresses`),
    addressEdit: personalRoute('GET /api/members/{id}/addresses/{address}', ADDRESS, 'account', 690, (m, a) => `/api/members/${m}/addresses/${a}`),
    orders: personalRoute('GET /api/members/{id}/orders', PURCHASES, 'account', 5200, (m) => `/api/members/${m}/orders`),
    order: personalRoute('GET /api/orders/{order}', [...ADDRESS, ...PURCHASES], 'order', 2400, (_, o) => `/api/orders/${o}`),
  },
  staff: personalRoute('GET /api/members/{id}', PROFILE, 'account', 740, (m) => `/api/members/${m}`),
  partner: personalRoute('GET /api/orders/{order}', [...ADDRESS, ...PURCHASES], 'order', 2400, (_, o) => `/api/orders/${o}`),
  forgotten: personalRoute('GET /api/v1/members/{id}/contact', PROFILE, 'account', 410, (m) => `/api/v1/members/${m}/contact`),
}
