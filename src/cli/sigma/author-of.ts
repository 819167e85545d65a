import type { Credit } from '../../sigma/credit.ts'
import { label } from '../../text/say.ts'
import type { Context } from '../context.ts'

/** For a sentence that names who wrote a rule. */
export const authorOf = ({ locale }: Context, { author }: Credit): string =>
  author === '' ? label(locale, 'cli/sigma-nobody') : author
