import { ADDRESS, personalRoute, PROFILE, PURCHASES, type RouteBook } from './route-book.ts'

const withMember = (path: string) => (member: string) => `${path}?memberNo=${encodeURIComponent(member)}`

/** An older Java shop: `/mypage/edit.do?memberNo=…`. */
export const mypage: RouteBook = {
  home: '/main.do',
  category: (n) => `/goods/list.do?cateCd=${n}`,
  product: (n) => `/goods/view.do?goodsNo=${n}`,
  search: (words) => `/search/result.do?query=${words}`,
  campaign: (n) => `/event/view.do?eventNo=${n}&inflow=push`,
  asset: (n) =>
    `/resources/${['js/common', 'css/layout', 'images/btn', 'js/jquery.min'][n % 4] ?? ''}.${['js', 'css', 'gif', 'js'][n % 4] ?? ''}?v=${20 + (n % 7)}`,
  cart: '/order/cart.do',
  addToCart: '/order/cartAdd.do',
  checkout: '/order/form.do',
  placeOrder: '/order/complete.do',
  loginPage: '/login/form.do',
  login: '/login/loginProc.do',
  logout: '/login/logout.do',
  refresh: '/login/extend.do',
  resetPage: '/login/findPw.do',
  reset: '/login/findPwProc.do',
  health: '/check.html',
  personal: {
    profile: {
      ...personalRoute('GET /mypage/info.do', PROFILE, 'account', 9400, withMember('/mypage/info.do')),
      parameter: 'memberNo',
    },
    edit: {
      ...personalRoute('GET /mypage/edit.do', PROFILE, 'account', 15_200, withMember('/mypage/edit.do')),
      parameter: 'memberNo',
    },
    addresses: {
      ...personalRoute(
        'GET /mypage/deliveryList.do',
        ADDRESS,
        'account',
        18_700,
        withMember('/mypage/deliveryList.do'),
      ),
      parameter: 'memberNo',
    },
    addressEdit: {
      ...personalRoute(
        'GET /mypage/deliveryEdit.do',
        ADDRESS,
        'account',
        12_800,
        (m, a) => `${withMember('/mypage/deliveryEdit.do')(m)}&seq=${a}`,
      ),
      parameter: 'memberNo',
    },
    orders: {
      ...personalRoute('GET /mypage/orderList.do', PURCHASES, 'account', 22_300, withMember('/mypage/orderList.do')),
      parameter: 'memberNo',
    },
    order: {
      ...personalRoute(
        'GET /mypage/orderDetail.do',
        [...ADDRESS, ...PURCHASES],
        'order',
        17_500,
        (_, o) => `/mypage/orderDetail.do?orderNo=${o}`,
      ),
      parameter: 'orderNo',
    },
  },
  staff: {
    ...personalRoute(
      'GET /admin/memberView.do',
      [...PROFILE, ...ADDRESS],
      'account',
      24_000,
      withMember('/admin/memberView.do'),
    ),
    parameter: 'memberNo',
  },
  partner: {
    ...personalRoute(
      'GET /scm/orderInfo.do',
      [...ADDRESS, ...PURCHASES],
      'order',
      3900,
      (_, o) => `/scm/orderInfo.do?orderNo=${o}`,
    ),
    parameter: 'orderNo',
  },
  forgotten: {
    ...personalRoute('GET /mobile/memberInfo.do', PROFILE, 'account', 1100, withMember('/mobile/memberInfo.do')),
    parameter: 'memberNo',
  },
}
