/**
 * What Taro's router asks of the package `query-string`: the raw pairs of an address. Ours name each value once.
 * @param {string} search without its `?`
 * @returns {Record<string, string | null>}
 */
function parse(search) {
  const pairs = search.split('&').filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [pair, null] : [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

export default { parse }
