/** Length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7), or 0. */
export const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1] ?? 0
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  return second >= low && second <= high ? length : 0
}

export const isValidUtf8 = (bytes: Uint8Array): boolean => {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) return false
    at += length
  }
  return true
}

/** Code points; each run of bytes that are not UTF-8 becomes one U+FFFD, as the engine's `toValidUTF8` has it. */
export const decodeUtf8 = (bytes: Uint8Array): readonly number[] => {
  const codePoints: number[] = []
  let replaced = false
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      if (!replaced) codePoints.push(0xfffd)
      replaced = true
      at++
    } else {
      codePoints.push(
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, at + length)).codePointAt(0) ?? 0,
      )
      replaced = false
      at += length
    }
  }
  return codePoints
}
