import type { AccountIdKind } from '../account-ids.ts'
import type { CredentialKind } from '../credentials.ts'
import type { AccessFormat } from '../formats/access-format.ts'
import type { AuthFormat } from '../formats/auth-format.ts'
import type { RouteBook } from '../routes/route-book.ts'

/** One kind of company: how it names people, pages and tokens, and how it writes that down. */
export interface Shape {
  readonly name: string
  readonly ids: AccountIdKind
  /** Order numbers that count up, or random ones. */
  readonly orders: 'counting' | 'random'
  readonly routes: RouteBook
  readonly credentials: CredentialKind
  /** Hours a credential lives, in the browser and in the app. */
  readonly life: { readonly web: number; readonly app: number }
  /** Whether the logs show when a token expires. */
  readonly showsExpiry: boolean
  /** Whether requests show by which key their token is signed. */
  readonly showsKey: boolean
  /** Whether apps renew a short token, or keep a long one. */
  readonly refresh: boolean
  /** Whether visitors who are not logged in have a session too. */
  readonly anonymousSessions: boolean
  /** What a token of nobody gets on a personal page. */
  readonly nobody: 404 | 401 | 200
  readonly access: AccessFormat
  readonly auth: AuthFormat
  readonly hosts: readonly string[]
  readonly files: {
    /** Path under `logs/`, of a web host's day. */
    access(host: string, day: string): string
    auth(day: string): string
    /** Whether rotated access logs are compressed. */
    readonly gzip: boolean
  }
}
