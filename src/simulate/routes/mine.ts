import { ADDRESS, personalRoute, PROFILE, PURCHASES, type RouteBook } from './route-book.ts'

/** Pages of whoever is logged in: `/my/profile`; only orders and addresses have numbers. */
export const mine: RouteBook = {
  home: '/',
  category: (n) => `/category/${n}`,
  product: (n) => `/item/${n}`,
  search: (words) => `/search?keyword=${words}&page=1`,
  campaign: (n) => `/promotion/${n}?src=push`,
  asset: (n) =>
    `/assets/${['main', 'chunk', 'style', 'icon'][n % 4] ?? ''}-${(n * 48271 + 11).toString(16)}.${['js', 'js', 'css', 'svg'][n % 4] ?? ''}`,
  cart: '/my/cart',
  addToCart: '/my/cart/add',
  checkout: '/checkout',
  placeOrder: '/checkout/complete',
  loginPage: '/auth/login',
  login: '/auth/login',
  logout: '/auth/logout',
  refresh: '/auth/token/refresh',
  resetPage: '/auth/password',
  reset: '/auth/password',
  health: '/actuator/health',
  personal: {
    profile: personalRoute('GET /my/profile', PROFILE, 'principal', 3100, () => '/my/profile'),
    edit: personalRoute('GET /my/profile/edit', PROFILE, 'principal', 4200, () => '/my/profile/edit'),
    addresses: personalRoute('GET /my/addresses', ADDRESS, 'principal', 4800, () => '/my/addresses'),
    addressEdit: personalRoute(
      'GET /my/addresses/{address}/edit',
      ADDRESS,
      'principal',
      3300,
      (_, a) => `/my/addresses/${a}/edit`,
    ),
    orders: personalRoute('GET /my/orders', PURCHASES, 'principal', 8800, () => '/my/orders'),
    order: personalRoute(
      'GET /my/orders/{order}',
      [...ADDRESS, ...PURCHASES],
      'order',
      5200,
      (_, o) => `/my/orders/${o}`,
    ),
  },
  staff: personalRoute('GET /cs/members/{id}', [...PROFILE, ...ADDRESS], 'account', 6100, (m) => `/cs/members/${m}`),
  partner: personalRoute(
    'GET /partner/orders/{order}',
    [...ADDRESS, ...PURCHASES],
    'order',
    1500,
    (_, o) => `/partner/orders/${o}`,
  ),
  forgotten: personalRoute(
    'GET /export/orders/{order}',
    [...ADDRESS, ...PURCHASES],
    'order',
    1700,
    (_, o) => `/export/orders/${o}`,
  ),
}
