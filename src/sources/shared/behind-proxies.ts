const PRIVATE =
  /^(?:::ffff:)?(?:10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|::1$)/i

export const isPrivateAddress = (text: string): boolean => PRIVATE.test(text)

/** Of fewer lines with a list, or fewer addresses in them, nothing is concluded. */
const FEWEST = 10

/**
 * Whether the connections are those of a company's own balancers and `list` (X-Forwarded-For, line by line) tells the
 * clients: every connection is from a private network, and most of the lists begin with an address that is not. Who is
 * written in no list (health checks) is who connected.
 */
export const tellsClients = (connections: readonly string[], list: readonly string[]): boolean => {
  const lists = list.filter((text) => text !== '' && text !== '-')
  const outside = lists.filter((text) => !isPrivateAddress(text.trim()))
  return (
    connections.length > 0 &&
    connections.every(isPrivateAddress) &&
    new Set(outside).size >= FEWEST &&
    outside.length * 2 > lists.length
  )
}
