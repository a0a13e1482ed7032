import { understand } from '../../../server/language/index.ts'
import { withoutCourtesy } from '../../../server/language/normalise/courtesy.ts'

const NOW = '2026-11-22T10:00'
const read = (text: string) => understand(text, NOW, undefined, 'private')

const MATTERS = [
  '帮我买点菜',
  '帮我买两斤西红柿',
  '帮我拿个快递',
  '帮我买盒感冒药',
  '陪我去趟医院',
  '帮我打扫一下卫生',
  '帮我交一下电费',
  '能不能帮我把垃圾带下去',
  '帮我取消A101',
  '我接A101',
  '到哪了',
  '我摔倒了起不来',
]
// prettier-ignore
const BEFORE = [
  '您好，', '你好！', '您好 ', '不好意思，', '打扰一下，', '不好意思打扰了，', '麻烦您，', '在吗？', '有人在吗，', '社工您好，', '益民助手，', '小助手你好，', '那个，', '喂，', '姑娘，', '师傅，',
  '老师您好，', '早上好，', '辛苦了，', '王社工，', '您好，不好意思，打扰一下，',
]
const AFTER = ['，谢谢', '，谢谢您', '，麻烦了', ' 辛苦了', '，多谢了', '，非常感谢！', '，麻烦您了，谢谢啦']

describe('courtesies around a matter', () => {
  it.each(MATTERS)('change nothing of “%s”', (matter) => {
    const plain = read(matter)
    for (const before of ['', ...BEFORE])
      for (const after of ['', ...AFTER]) {
        const said = `${before}${matter}${after}`
        expect([said, read(said)]).toEqual([said, plain])
      }
  })

  it('are understood without a pause before the matter', () => {
    expect(read('您好帮我买点菜')).toMatchObject({ intent: 'request', category: 'produce' })
  })

  it.each(['您好', '谢谢', '谢谢您！', '在吗？', '辛苦了', '谢谢小李', '打扰了', '大家好,我是新来的'])(
    'stay where they are all that was said: “%s”',
    (alone) => expect(withoutCourtesy(alone)).toBe(alone),
  )

  it.each(['你好久没来了', '您好些了吗', '麻烦把门关上', '谢谢小李送菜', '那个红色的袋子'])(
    'are not seen in “%s”',
    (other) => expect(withoutCourtesy(other)).toBe(other),
  )
})
