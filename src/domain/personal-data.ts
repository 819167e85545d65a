/** The same words as they stand in paths of services that do not speak English: German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Finnish, Japanese, Turkish, Polish, Czech, Indonesian, Vietnamese, Russian. */
const FOREIGN = {
  people: 'kunde kunden kundin kundenkonto konto konten benutzer nutzer mitglied mitglieder patienten schueler mitarbeiter versicherte profil meinkonto utilisateur utilisateurs compte comptes membre membres personne personnes eleve eleves salarie salaries assure assures moncompte dossier ordonnance ordonnances rezept rezepte befund befunde usuario usuarios cliente clientes cuenta cuentas conta contas perfil socio socios miembro miembros alumno alumnos aluno alunos paciente pacientes empleado empleados micuenta minhaconta cita citas receta recetas utente utenti profilo klant klanten gebruiker gebruikers kund kunder anvandare medlem medlemmer asiakas asiakkaat potilas kayttaja kaiin kokyaku 会員 顧客 会员 用户 musteri musteriler kullanici kullanicilar hesap hesabim ogrenci ogrenciler transkript hasta hastalar klienci uzytkownik uzytkownicy pacjent pacjenci uczen uczniowie studenci zakaznik zakaznici uzivatel uzivatele pacienti pelanggan pengguna anggota pasien siswa mahasiswa khachhang benhnhan пользователь пользователи клиент клиенты пациент пациенты 顧客情報 患者'.split(' '), // biome-ignore format: a list of words
  addresses: 'adresse adressen adresses anschrift lieferung lieferungen livraison livraisons colis direccion direcciones envio envios entrega entregas endereco enderecos indirizzo indirizzi spedizione adres adressen osoite adresy adresa teslimat alamat pengiriman dostawa 住所 地址'.split(' '), // biome-ignore format: a list of words
  orders: 'bestellung bestellungen rechnung rechnungen vertrag vertraege buchung buchungen umsatz umsaetze kontoauszug commande commandes facture factures achat achats contrat contrats reservierung pedido pedidos factura facturas fatura faturas compra compras contrato contratos reserva reservas ordine ordini fattura fatture prenotazione bestelling bestellingen factuur facturen ordre ordrer bestallning tilaus tilaukset chumon yoyaku siparis siparisler siparislerim zamowienie zamowienia faktura faktury objednavka objednavky pesanan tagihan donhang 注文 予約 订单'.split(' '), // biome-ignore format: a list of words
  payments:
    'zahlung zahlungen paiement paiements pago pagos pagamento pagamenti betaling betalingen odeme odemeler platnosc platnosci platba platby pembayaran'.split(
      ' ',
    ),
} as const

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
      'transcript',
      'transcripts',
      'kyc',
      'passport',
      'passports',
      'selfie',
      'selfies',
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
      'appointment',
      'appointments',
      'client',
      'clients',
      'dossier',
      'dossiers',
      'guest',
      'guests',
      'tenant',
      'tenants',
      'driver',
      'drivers',
      'pupil',
      'pupils',
      'donor',
      'donors',
      'applicant',
      'applicants',
      'candidate',
      'candidates',
      'resume',
      'resumes',
      'payroll',
      'salary',
      'holder',
      'holders',
      'policyholder',
      'policyholders',
      'insured',
      'beneficiary',
      'beneficiaries',
      'inbox',
      'message',
      'messages',
      'conversation',
      'conversations',
      'my',
      'graphql',
      '회원',
      '내정보',
      '고객',
      '환자',
      '가입자',
      '계약자',
      '수급자',
      '민원인',
      '개인정보',
      ...FOREIGN.people,
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
      'parcel',
      'parcels',
      'consignment',
      'consignments',
      'recipient',
      'recipients',
      '배송',
      '배송지',
      '주소',
      ...FOREIGN.addresses,
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
      'statement',
      'statements',
      'loan',
      'loans',
      'ticket',
      'tickets',
      'trip',
      'trips',
      'ride',
      'rides',
      'itinerary',
      'itineraries',
      '주문',
      '구매',
      '예약',
      '계약',
      ...FOREIGN.orders,
    ],
    categories: ['PurchaseHistory'],
  },
  {
    words: ['payment', 'payments', 'card', 'cards', 'billing', 'wallet', '결제', ...FOREIGN.payments],
    categories: ['PaymentCard'],
  },
  {
    words: 'medication medications diagnosis diagnoses immunization immunizations medicalrecord medicalrecords healthrecord healthrecords labresult labresults 진료 진료기록 처방 투약 검사결과'.split(' '), // biome-ignore format: a list of words
    categories: ['HealthRecord'],
  },
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

/** Files that are somebody's where each is read by one account: of pictures, scripts and fonts nobody asks. */
const DOCUMENT = /\.(?:txt|xml|pdf|zip|gz)$/i

/** Korean writes what is done with the data behind whose they are, without a space: 회원정보수정, 고객상세조회. */
const COMPOUND =
  /^(회원|고객|환자|가입자|계약자|수급자|민원인|학생|직원|개인정보|주문|구매|예약|결제|배송|계약)(?:기본|상세|정보|개인정보|조회|열람|검색|목록|리스트|명단|현황|내역|이력|관리|수정|변경|출력|인쇄|다운로드|엑셀|카드|상담|통합|전체)+$/u

const headOf = (word: string): readonly string[] => COMPOUND.exec(word)?.slice(1) ?? []

/** Words of papers that people are identified by: pictures of these are kept one a person. */
const PAPERS = new Set(['kyc', 'passport', 'passports', 'selfie', 'selfies', '신분증', '여권', 'ausweis'])

/** Whether nothing in the words of a template says that the route is about something else than people. */
export const mayConcernPeople = (template: string): boolean => {
  const words = wordsOf(template)
  const isOfPapers = words.some((word) => PAPERS.has(word))
  return (!ASSET.test(template) || DOCUMENT.test(template) || isOfPapers) && !words.some((word) => ELSEWHERE.has(word))
}

/** Personal data of which only the traffic tells, not what it is (dpv:PersonalData). */
export const UNKNOWN_CATEGORY = 'PersonalData'

export const suggestedCategories = (template: string): readonly string[] => {
  if (!mayConcernPeople(template) || (ASSET.test(template) && !/\{/.test(template))) return []
  const words = wordsOf(template)
  const joined = new Set([
    ...words,
    ...words.flatMap(headOf),
    ...words.slice(1).map((word, i) => `${words[i] ?? ''}${word}`),
  ])
  const found = VOCABULARY.filter((entry) => entry.words.some((word) => joined.has(word))).flatMap(
    (entry) => entry.categories,
  )
  return [...new Set(found)].sort()
}
