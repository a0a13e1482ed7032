import { understand } from '../../../../server/language/index.ts'

const NOW = '2027-03-10T10:00'

/** What is asked for, as `name quantity unit`. */
const asked = (text: string): string[] =>
  (understand(text, NOW, {}, 'private').items ?? []).map(({ name, quantity, unit }) =>
    [name, quantity, unit].filter((part) => part !== undefined).join(' '),
  )

describe('of the goods that are named', () => {
  it.each([
    ['金嗓子喉片替我带两盒', ['金嗓子喉片 2 盒']],
    ['冰箱、洗衣机各一台 哪位师傅来拉走', ['冰箱 1 台', '洗衣机 1 台']],
    ['西红柿鸡蛋各来二斤 送到4号楼2单元', ['西红柿 2 斤', '鸡蛋 2 斤']],
    ['家里有台旧电视想处理掉 明天下午来拉', ['旧电视 1 台']],
    ['葱一根都没了 匀我两根就够', ['葱 2 根']],
  ])('%s: the amount is read, wherever it stands', (text, items) => expect(asked(text)).toEqual(items))

  it.each([
    ['求借纸尿裤一包', ['纸尿裤 1 包']],
    ['登记里补上酱油一瓶、挂面两把', ['酱油 1 瓶', '挂面 2 把']],
    ['亲戚走了 留下轮椅一台、护理床一张 来拉', ['轮椅 1 台', '护理床 1 张']],
  ])('%s: what is done with them is no part of the name', (text, items) => expect(asked(text)).toEqual(items))

  it('those that are there no more give way to those that are ordered', () => {
    expect(asked('家里的米没了 送一袋大米来')).toEqual(['大米 1 袋'])
  })

  it('names stay as the speaker wrote them', () => {
    expect(asked('鸡旦三十个 土豆五斤不对十斤')).toEqual(['鸡旦 30 个', '土豆 10 斤'])
  })

  it('a picture in the place of a name is one, behind a name it is not', () => {
    expect(asked('🥚2️⃣斤 送3️⃣号楼601')).toEqual(['鸡蛋 2 斤'])
    expect(asked('鸡蛋🥚两斤 谢谢')).toEqual(['鸡蛋 2 斤'])
  })
})
