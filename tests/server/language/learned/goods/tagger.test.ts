import { compileWords } from '../../../../../server/language/grammar/addresses/places.ts'
import { goodsFeatures, textOf, type GoodsText } from '../../../../../server/language/learned/goods/goodsFeatures.ts'
import { tagsFor } from '../../../../../server/language/learned/goods/tagged.ts'
import { findGoods, openTagger, spansOf } from '../../../../../server/language/learned/goods/tagger.ts'
import { trainTagger } from '../../../../../server/language/learned/goods/trainTagger.ts'
import { readAll } from '../../../../../server/language/reading.ts'

function textFor(said: string): GoodsText {
  const { tokens, mentions } = readAll(said, '2026-11-22T10:00', compileWords({}), 'group')
  return { tokens, mentions, intent: 'request', category: 'produce' }
}

const taught = (said: string, ...names: string[]) => {
  const text = textFor(said)
  const tags = tagsFor(
    text.tokens,
    names.map((name) => ({ name })),
  )
  if (!tags) throw new Error(`${said} does not name ${names.join()}`)
  return { features: goodsFeatures(text), tags }
}

const SENTENCES = [
  taught('送两斤西红柿', '西红柿'),
  taught('带一把小葱和三根黄瓜', '小葱', '黄瓜'),
  taught('昨天的黄瓜真甜,再送两斤土豆', '土豆'),
  taught('不要西红柿,要茄子', '茄子'),
]

test('what it was taught it finds again, and a small file holds it', () => {
  const weights = openTagger(trainTagger(SENTENCES))
  const text = textFor('带一把小葱和三根黄瓜')
  const names = findGoods(weights, text).map(({ from, to }) => textOf(text.tokens).slice(from, to))
  expect(names).toEqual(['小葱', '黄瓜'])
})

test('the same sentences give the same file', () => {
  expect(trainTagger(SENTENCES)).toEqual(trainTagger(SENTENCES))
})

test('a file that was cut is refused', () => {
  const file = trainTagger(SENTENCES)
  expect(() => openTagger({ ...file, weights: file.weights.subarray(0, 8) })).toThrow('a model file was cut')
})

test('a name that was said otherwise than it is labelled teaches nothing', () => {
  expect(tagsFor(textFor('送两斤番茄').tokens, [{ name: '西红柿' }])).toBeUndefined()
})

test('of a name that stands there twice the counted one is meant', () => {
  const { tokens } = textFor('黄瓜昨天没送,今天送两根黄瓜')
  expect(spansOf(tagsFor(tokens, [{ name: '黄瓜' }]) ?? [])).toEqual([
    { from: textOf(tokens).lastIndexOf('黄瓜'), to: textOf(tokens).length },
  ])
})

test('tags that go on without an opening are no name', () => {
  expect(spansOf([2, 2, 0, 1, 2])).toEqual([{ from: 3, to: 5 }])
})
