export type Locale = 'en' | 'ko'

export const LOCALES: readonly Locale[] = ['en', 'ko']

export const isLocale = (text: string): text is Locale => text === 'en' || text === 'ko'
