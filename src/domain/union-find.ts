/** Connected components of items that share a key. Answers the component's smallest item for every item. */
export const componentsOf = (
  links: readonly { readonly item: string; readonly key: string }[],
): ReadonlyMap<string, string> => {
  const parent = new Map<string, string>()
  const find = (name: string): string => {
    let root = name
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    let at = name
    while (at !== root) {
      const up = parent.get(at) ?? root
      parent.set(at, root)
      at = up
    }
    return root
  }
  for (const { item, key } of links) {
    const [a, b] = [`i${item}`, `k${key}`]
    if (!parent.has(a)) parent.set(a, a)
    if (!parent.has(b)) parent.set(b, b)
    parent.set(find(a), find(b))
  }
  return smallestMembers(
    links.map(({ item }) => item),
    (item) => find(`i${item}`),
  )
}

const smallestMembers = (items: readonly string[], rootOf: (item: string) => string): ReadonlyMap<string, string> => {
  const smallest = new Map<string, string>()
  for (const item of items) {
    const root = rootOf(item)
    const known = smallest.get(root)
    if (known === undefined || item < known) smallest.set(root, item)
  }
  return new Map(items.map((item) => [item, smallest.get(rootOf(item)) ?? item]))
}
