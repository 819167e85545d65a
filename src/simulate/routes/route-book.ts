/** Pages that show a person's data. */
export type PersonalPage = 'profile' | 'edit' | 'addresses' | 'addressEdit' | 'orders' | 'order'

/** Whose data an answer holds, as the request names it. */
export type Owner = 'principal' | 'account' | 'order'

export interface PersonalRoute {
  /** `GET /path/{slot}`, as `case.yaml` wants it. */
  readonly route: string
  /** Categories of the W3C Data Privacy Vocabulary. */
  readonly returns: readonly string[]
  readonly owner: Owner
  /** Query parameter that names the object, where the path does not. */
  readonly parameter?: string
  /** Median size of an answer in bytes. */
  readonly bytes: number
  /** `account` for routes that name one, `item` an address or order number. */
  target(account: string, item: string): string
}

/** The paths of one company. */
export interface RouteBook {
  readonly home: string
  category(n: number): string
  product(n: number): string
  search(words: string): string
  campaign(n: number): string
  asset(n: number): string
  readonly cart: string
  readonly addToCart: string
  readonly checkout: string
  readonly placeOrder: string
  readonly loginPage: string
  readonly login: string
  readonly logout: string
  readonly refresh: string
  readonly resetPage: string
  readonly reset: string
  readonly health: string
  readonly personal: Readonly<Record<PersonalPage, PersonalRoute>>
  /** Call centre's view of a member. */
  readonly staff: PersonalRoute
  /** Logistics partner's view of an order. */
  readonly partner: PersonalRoute
  /** An old route that forgets to ask who is there. */
  readonly forgotten: PersonalRoute
}

export const PROFILE = ['Name', 'EmailAddress', 'TelephoneNumber'] as const
export const ADDRESS = ['Name', 'PhysicalAddress', 'TelephoneNumber'] as const
export const PURCHASES = ['PurchaseHistory'] as const

export const personalRoute = (
  route: string,
  returns: readonly string[],
  owner: Owner,
  bytes: number,
  target: PersonalRoute['target'],
): PersonalRoute => ({ route, returns, owner, bytes, target })
