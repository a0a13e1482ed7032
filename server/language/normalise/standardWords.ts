import { readPairs } from '../lexicons/readLexicon.ts'

interface Node {
  next: Map<number, Node>
  standard?: string
}

const root: Node = { next: new Map() }

for (const [dialect, standard] of readPairs('dialect.txt')) {
  let node = root
  for (let i = 0; i < dialect.length; i += 1) {
    const unit = dialect.charCodeAt(i)
    const next = node.next.get(unit) ?? { next: new Map<number, Node>() }
    node.next.set(unit, next)
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
  let kept = 0
  let at = 0
  while (at < text.length) {
    let node: Node | undefined = root
    let end = at
    let standard: string | undefined
    for (let i = at; i < text.length; i += 1) {
      node = node.next.get(text.charCodeAt(i))
      if (!node) break
      if (node.standard !== undefined) [end, standard] = [i + 1, node.standard]
    }
    if (standard === undefined) at += 1
    else {
      plain += text.slice(kept, at) + standard
      at = end
      kept = end
    }
  }
  return plain + text.slice(kept)
}
