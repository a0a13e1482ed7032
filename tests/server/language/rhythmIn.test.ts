import { sayRhythm } from '@yimin/shared/recurring/words'
import { rhythmIn } from '../../../server/language/index.ts'

describe('what is asked for again and again', () => {
  it.each([
    ['每周二上午帮我送一桶水', '每周二上午'],
    ['能不能每个礼拜二、四下午来打扫一下', '每周二、周四下午'],
    ['以后每天中午给我妈送份饭', '每天白天'],
    ['麻烦每星期六和周日早上帮我买点菜', '每周六、周日上午'],
    ['想请个志愿者每周天陪老人说说话', '每周日白天'],
    ['每个月15号帮我取药', '每月15号白天'],
    ['每月1号、15号替我交一下电费', '每月1号、15号白天'],
    ['从明天开始天天晚上帮我带份粥', '每天晚上'],
  ])('%s', (sentence, said) => {
    const repeats = rhythmIn(sentence)
    expect(repeats && sayRhythm(repeats.rhythm, repeats.part)).toBe(said)
  })

  it.each([
    '我妈每天都要吃药，帮我买一盒降压药',
    '帮我送一袋米',
    '周二帮我送一桶水',
    '他们天天在楼下跳舞，太吵了',
    '食堂每周二有饺子吗',
    '每天都堵，帮我叫人通通下水道',
    '帮我买一盒药，医生说每天吃两片',
  ])('is nothing of: %s', (sentence) => {
    expect(rhythmIn(sentence)).toBeUndefined()
  })
})
