/** Same codes, other sentences: a missing or an extra code does not compile. */
export type Translation<Texts> = { readonly [Code in keyof Texts]: string }
