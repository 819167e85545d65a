const BYTES = new Map<string, readonly number[]>()
const decoder = new TextDecoder('euc-kr')
for (let lead = 0x81; lead < 0xff; lead++)
  for (let trail = 0x41; trail < 0xff; trail++) {
    const text = decoder.decode(Uint8Array.of(lead, trail))
    if (text.length === 1 && text !== '\ufffd' && !BYTES.has(text)) BYTES.set(text, [lead, trail])
  }

/** Korean Windows code page 949, as spreadsheets in Korea write tables. */
export const cp949 = (text: string): Uint8Array =>
  Uint8Array.from(
    Array.from(text, (letter) => (letter < '\x80' ? [letter.charCodeAt(0)] : (BYTES.get(letter) ?? [0x3f]))).flat(),
  )
