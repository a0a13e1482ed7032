import { type Goods } from './readGoods.ts'
import { LexiconFault, readPairLines } from './readLexicon.ts'

/**
 * The goods with the regions' everyday words for them (`山药蛋 = 土豆`): such a word counts as what it stands for.
 * A word for something unknown, or one that is known already, is a fault. @throws LexiconFault
 */
export function readRegionalGoods(names: readonly string[], goods: readonly Goods[]): Goods[] {
  const known = new Map(goods.map((one) => [one.name, one]))
  for (const file of names) {
    for (const { line, word, other } of readPairLines(file)) {
      const meant = known.get(other)
      if (!meant) throw new LexiconFault(`${file}:${line}: ${word} stands for ${other}, which is in no list of goods`)
      if (known.has(word)) throw new LexiconFault(`${file}:${line}: ${word} stands already among the goods`)
      known.set(word, { name: word, category: meant.category, weak: meant.weak, standard: meant.standard })
    }
  }
  return [...known.values()]
}
