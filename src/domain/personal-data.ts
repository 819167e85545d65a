/**
 * Which categories of personal data (W3C Data Privacy Vocabulary, pd:) a route may return, guessed from the words of
 * its template. A guess is marked as such wherever it is used; `case.yaml` or an OpenAPI document overrides it.
 */
const VOCABULARY: readonly { readonly words: readonly string[]; readonly categories: readonly string[] }[] = [
  {
    words: [
      'profile',
      'mypage',
      'me',
      'account',
      'accounts',
      'member',
      'members',
      'user',
      'users',
      'customer',
      'customers',
      'userinfo',
      'memberinfo',
      'myinfo',
      'person',
      'people',
      'subscriber',
      'subscribers',
      'patient',
      'patients',
      'player',
      'players',
      'employee',
      'employees',
      'student',
      'students',
      'resident',
      'residents',
      'citizen',
      'citizens',
      'passenger',
      'passengers',
      'payslip',
      'payslips',
      'application',
      'applications',
      'certificate',
      'certificates',
      'prescription',
      'prescriptions',
      'my',
      'graphql',
      '회원',
      '내정보',
      '고객',
    ],
    categories: ['Name', 'EmailAddress', 'TelephoneNumber'],
  },
  {
    words: [
      'address',
      'addresses',
      'addressbook',
      'addr',
      'delivery',
      'deliveries',
      'shipping',
      'shipment',
      'shipments',
      'recipient',
      'recipients',
      '배송',
      '배송지',
      '주소',
    ],
    categories: ['Name', 'PhysicalAddress', 'TelephoneNumber'],
  },
  {
    words: [
      'order',
      'orders',
      'purchase',
      'purchases',
      'invoice',
      'invoices',
      'receipt',
      'receipts',
      'booking',
      'bookings',
      'reservation',
      'reservations',
      'transaction',
      'transactions',
      'bill',
      'bills',
      'contract',
      'contracts',
      'claim',
      'claims',
      'subscription',
      'subscriptions',
      '주문',
      '구매',
      '예약',
    ],
    categories: ['PurchaseHistory'],
  },
  { words: ['payment', 'payments', 'card', 'cards', 'billing', 'wallet', '결제'], categories: ['PaymentCard'] },
  { words: ['email', 'emails', 'mail'], categories: ['EmailAddress'] },
  { words: ['phone', 'phones', 'mobile', 'tel', 'contacts', '연락처'], categories: ['TelephoneNumber'] },
]

/** Words that say the route is about something else: log-in itself, files, goods, opinions, forms before an account exists. */
const ELSEWHERE = new Set([
  'login',
  'signin',
  'logon',
  'logout',
  'signout',
  'oauth',
  'auth',
  'token',
  'tokens',
  'sso',
  'join',
  'signup',
  'register',
  'registration',
  'password',
  'passwd',
  'reset',
  'captcha',
  'static',
  'assets',
  'images',
  'image',
  'img',
  'css',
  'js',
  'fonts',
  'product',
  'products',
  'goods',
  'item',
  'items',
  'category',
  'categories',
  'review',
  'reviews',
  'search',
  'health',
  'healthz',
  'metrics',
  'cart',
  'wishlist',
  'checkout',
  'count',
  'exists',
  'blog',
  'article',
  'articles',
  'news',
  'refresh',
  'session',
  'sessions',
  '로그인',
  '상품',
])

const ASSET = /\.(?:js|css|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|map|txt|xml|mp4|pdf|zip|gz)$/i

/** Words of a template, split at separators and camelCase, lower case; percent-encoding undone where it is valid. */
export const wordsOf = (template: string): readonly string[] =>
  decoded(template)
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\.(?:do|jsp|php|aspx?|action|html?|json)$/i, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const suggestedCategories = (template: string): readonly string[] => {
  if (ASSET.test(template)) return []
  const words = wordsOf(template)
  if (words.some((word) => ELSEWHERE.has(word))) return []
  const joined = new Set([...words, ...words.slice(1).map((word, i) => `${words[i] ?? ''}${word}`)])
  const found = VOCABULARY.filter((entry) => entry.words.some((word) => joined.has(word))).flatMap(
    (entry) => entry.categories,
  )
  return [...new Set(found)].sort()
}
