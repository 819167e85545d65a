import { isLocale, type Locale } from '../text/locale.ts'

/** `--lang` wherever it stands, else what the environment says (POSIX: LC_ALL, then LC_MESSAGES, then LANG), else English. */
export const localeOf = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Locale => {
  const asked = langOption(argv)
  if (asked !== undefined && isLocale(asked)) return asked
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '')
  return /^ko(?:[_.@-]|$)/i.test(set ?? '') ? 'ko' : 'en'
}

/** What stands behind the last `--lang`. */
export const langOption = (argv: readonly string[]): string | undefined => {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  const at = options.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = options[at]
  return word === '--lang' ? options[at + 1] : word?.slice('--lang='.length)
}
