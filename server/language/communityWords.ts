import type { Address, Category } from '@yimin/shared/language/frame'

/** One name of goods and what it counts as. */
export interface GoodsName {
  name: string
  category: Category
}

/**
 * A station's own words. They add to the reader's lexicons without code, and change the answer. All fields may be left out.
 */
export interface CommunityWords {
  /** Named estates and buildings: they go to `address.place` (海威小区). */
  estates?: readonly string[]
  /** Zones that exist here ("6", "东"); those that are no number or letter are recognised by their whole name. */
  zones?: readonly string[]
  /** Buildings that exist here; named ones (红楼) are recognised by their name. */
  buildings?: readonly { zone?: string; name: string }[]
  /** What people call a place, and where it is: 老红楼 → {zone: "6", building: "9"}. */
  nicknames?: readonly { name: string; address: Address }[]
  /** What the community shop sells. */
  shopGoods?: readonly GoodsName[]
  /** Further names of goods that people here use. */
  extraGoods?: readonly GoodsName[]
}

export const NO_WORDS: CommunityWords = {}
