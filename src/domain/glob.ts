/** `*` within a segment, `**` over segments, `?` one character, `{a,b}`; as a pattern over a whole path with `/`. */
export const globPattern = (glob: string): RegExp => {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|[.+^$()|[\]\\]|\{|\}|,/g, (part) => GLOB_PARTS[part] ?? `\\${part}`)
  return new RegExp(`^${source}$`)
}

const GLOB_PARTS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
}

export const isGlob = (text: string): boolean => /[*?{]/.test(text)

/** A pattern that names a folder or file relatively matches at the end of a path, at a folder's boundary. */
export const matchesGlob = (glob: string, path: string): boolean =>
  globPattern(glob).test(path) || (!glob.startsWith('/') && globPattern(`**/${glob}`).test(path))
