import type { Item } from '@yimin/shared/language/frame'
import type { Token } from '../../grammar/goods/tokens.ts'
import { normalise } from '../../normalise/normalise.ts'
import { textOf } from './goodsFeatures.ts'
import { GOES_ON, OPENS } from './tagger.ts'

/**
 * The tags that a sentence's labelled goods give its characters; undefined where a name does not stand in the text as it was said. Of a name
 * that stands there twice the one beside a quantity is meant, else the first.
 */
export function tagsFor(tokens: readonly Token[], items: readonly Item[]): Uint8Array | undefined {
  const text = textOf(tokens)
  const counted = countedAt(tokens)
  const tags = new Uint8Array(text.length)
  for (const { name } of items) {
    const said = normalise(name)
    const at = placeOf(text, said, counted)
    if (at < 0) return undefined
    tags.fill(GOES_ON, at, at + said.length)
    tags[at] = OPENS
  }
  return tags
}

/** Which characters belong to a quantity. */
function countedAt(tokens: readonly Token[]): boolean[] {
  return tokens.flatMap(({ kind, text }) => new Array<boolean>(text.length).fill(kind === 'quantity'))
}

function placeOf(text: string, name: string, counted: readonly boolean[]): number {
  const first = text.indexOf(name)
  for (let at = first; at >= 0; at = text.indexOf(name, at + 1))
    if (counted[at - 1] || counted[at + name.length]) return at
  return first
}
