/** Words about a request of which others do parts. */
export const partWords = {
  /** At the desk. */
  kinds: { goods: '店里备货', sensitive: '社工办' },
  readyWord: '备好了',
  splitAlready: '这单已经拆过了，或者它自己就是一份。',
  noGoods: '没有要店里备的东西。',
  nothingToSplit: '选一样：店里备货，或者写上请社工办什么。',
  /** To the shop: goods, and no word of whose they are. */
  toShop: (o: { need: string; when: string; code: string }) =>
    `请备好：${[o.need, o.when].filter(Boolean).join('，')}。有人来取，不用送。备好了回“办好了${o.code}”，备不了回“去不了${o.code}”。`,
  haveReady: '店里备货',
  whoFetches: '有人来店里取，不用送',
  ready: (code: string) => `好，${code}备好了，告诉来取的人了。`,
  /** To whoever carries it. */
  goodsReady: (o: { shop: string; code: string }) => `${o.code}的东西，${o.shop}备好了，可以去取了送上门。`,
  goodsLater: (code: string) => `${code}的东西，店里临时备不了，正在换一家，备好了再告诉你。`,
  goodsComing: (shop: string) => `${shop}在备货，备好了告诉你。`,
  goodsThere: (shop: string) => `去${shop}取，备好了。`,
  aShop: '店里',
  goodsNotNeeded: (code: string) => `${code}那边不要了。东西已经备好的，打站里电话商量。`,
  /** In an offer. */
  carry: '店里备好，你取了送上门',
  notForYou: '这一份是请别人办的，谢谢你。',
  partDone: (code: string) => `${code}这一份办好了，谢谢。`,
} as const
