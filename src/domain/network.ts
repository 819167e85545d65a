/** `192.0.2.1` as `192.0.2.1/32`, `2001:db8::1` as `2001:db8::1/128`: the engine knows networks only. */
export const asNetwork = (address: string): string => {
  if (address.includes('/')) return address
  return `${address}/${address.includes(':') ? 128 : 32}`
}
