import { readRegionalGoods } from './regionalGoods.ts'
import { readGoods, type Goods } from './readGoods.ts'
import { listLexicons } from './readLexicon.ts'

const FILES = listLexicons('').filter((file) => file.startsWith('goods.'))

/** Everything that people ask to have brought or collected, north and south, by the names they use. */
export const GOODS: readonly Goods[] = readRegionalGoods(['northern.txt', 'southern.txt'], readGoods(FILES))
