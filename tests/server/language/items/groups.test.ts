import { readGroups } from '../../../../server/language/cues/groups.ts'
import { isUrgent } from '../../../../server/language/cues/urgency.ts'

describe('who needs the service', () => {
  it.each([
    ['我今年七十八了，提不动米', ['elderly']],
    ['给我爷送两斤土豆，八十三了', ['elderly']],
    ['我一个老婆子独居，捎把葱', ['elderly', 'alone']],
    ['我家姑娘五岁，要两盒彩笔', ['child']],
    ['孩子发烧了，买盒退热贴', ['child', 'patient']],
    ['我怀着老二呢，提不动菜', ['pregnant']],
    ['我打着石膏，带份饭', ['patient']],
    ['我眼睛看不见，带两袋盐', ['disabled']],
    ['家里低保钱还没到，赊袋米', ['hardship']],
    ['送两斤土豆，六十以内', []],
    ['带一包暖宝宝', []],
    ['买一瓶咳嗽糖浆', []],
    ['轮椅坏了，买个轮胎', []],
  ] as [string, string[]][])('%s', (text, groups) => expect(readGroups(text, 'request', 'daily_goods')).toEqual(groups))

  it('is not the helper, the passer-by or the child that is only mentioned', () => {
    expect(readGroups('谢谢楼下的大爷', 'request', 'errand')).toEqual([])
    expect(readGroups('孩子穿小的衣服有三袋，来收走吧', 'request', 'recycling')).toEqual([])
    expect(readGroups('孩子们都在外地，没人陪我说话', 'request', 'companionship')).not.toContain('child')
    expect(readGroups('老人活动室的灯坏了', 'report', 'governance')).toEqual([])
  })

  it('is the child where children are minded, whatever is said', () => {
    expect(readGroups('下午四点去学校门口接一下', 'request', 'childcare')).toEqual(['child'])
  })

  it('is the old person served in what is told about a service', () => {
    expect(readGroups('奶奶平安到家', 'complete', undefined)).toEqual(['elderly'])
  })
})

describe('who presses', () => {
  it('is told from who only tells', () => {
    expect(isUrgent('急用，赶紧送来', 'request')).toBe(true)
    expect(isUrgent('走得急忘了带钥匙', 'request')).toBe(false)
    expect(isUrgent('不急，明天也行', 'request')).toBe(false)
  })
})
