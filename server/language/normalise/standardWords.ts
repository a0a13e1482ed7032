import { readPairs } from '../lexicons/readLexicon.ts'

interface Node {
  next: Map<string, Node>
  standard?: string
}

const root: Node = { next: new Map() }

for (const [dialect, standard] of readPairs('dialect.txt')) {
  let node = root
  for (const sign of dialect) {
    const next = node.next.get(sign) ?? { next: new Map<string, Node>() }
    node.next.set(sign, next)
    node = next
  }
  node.standard = standard
}

/**
 * The words of the regions in standard words (唔该 → 麻烦, 明儿个 → 明天), from left to right, the longest first. For the signs only:
 * names of goods and places stay as they were said.
 */
export function inStandardWords(text: string): string {
  let plain = ''
  let at = 0
  while (at < text.length) {
    let node: Node | undefined = root
    let end = at
    let standard: string | undefined
    for (let i = at; i < text.length; i += 1) {
      node = node.next.get(text.charAt(i))
      if (!node) break
      if (node.standard !== undefined) [end, standard] = [i + 1, node.standard]
    }
    if (standard === undefined) {
      plain += text.charAt(at)
      at += 1
    } else {
      plain += standard
      at = end
    }
  }
  return plain
}
