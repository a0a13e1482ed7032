import { readGroups } from '../../../../server/language/cues/groups.ts'
import { isSoon, isUrgent } from '../../../../server/language/cues/urgency.ts'
import { readContacts, readRating } from '../../../../server/language/grammar/contacts.ts'
import { readMoney } from '../../../../server/language/grammar/money.ts'

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

describe('who is ill or injured', () => {
  it.each([
    ['我右脚踝肿着，提不动水', 'daily_goods'],
    ['爱人胆囊刚切，熬点小米粥送来', 'meal'],
    ['我大腿里还有钢钉，捎把挂面', 'daily_goods'],
    ['我妈癫痫，请人陪着去趟医院', 'escort'],
    ['我舅舅刚出ICU，想请人来擦身', 'nursing'],
    ['切菜割了手指，带包创可贴', 'medicine'],
    ['胃疼得站不起来，送碗粥', 'meal'],
    ['孙子出水痘了，谁来看半天', 'childcare'],
  ] as const)('%s', (text, category) => expect(readGroups(text, 'request', category)).toContain('patient'))

  it.each([
    ['椅子腿断了，来个木匠', 'repair'],
    ['花洒喷头裂了，换一个', 'repair'],
    ['小狗发烧，送它去医院', 'errand'],
    ['咽炎片和止疼药各一盒', 'medicine'],
    ['找个手脚麻利的阿姨', 'housekeeping'],
    ['能不能动一下那个柜子', 'errand'],
    ['奶奶崴了脚，谁帮接一下孩子放学', 'childcare'],
  ] as const)('is nobody in: %s', (text, category) =>
    expect(readGroups(text, 'request', category)).not.toContain('patient'),
  )

  it('is told of the one served, not of the helper or one who asks off', () => {
    expect(readGroups('三楼卧床的爷爷我去擦身', 'accept', undefined)).toEqual(['elderly', 'patient'])
    expect(readGroups('我发烧了，那单给别人吧', 'release', undefined)).toEqual([])
  })
})

describe('the old, by word and by age', () => {
  it.each([
    '我母亲81，想装个扶手',
    '二姑今年七十六独自住，去瞧瞧她',
    '请帮八旬老母提袋米',
    '对门老夫妻要两斤白菜',
    '伯伯1941年生，要办卡',
    '我爸，八十八，要一袋盐',
  ])('%s', (text) => expect(readGroups(text, 'request', 'errand')).toContain('elderly'))

  it.each([
    ['爷爷留下的钟停了，修一修', 'request'],
    ['门卫大爷那儿有我一袋米，捎上来', 'request'],
    ['给我来八十个鸡蛋', 'request'],
    ['我老丈人住院，那单让出来', 'release'],
    ['不用接了，外公已经去接了', 'cancel'],
  ] as const)('is nobody in: %s', (text, intent) => expect(readGroups(text, intent, 'errand')).not.toContain('elderly'))

  it('is not the grandmother who cannot mind the child', () => {
    expect(readGroups('奶奶眼花，谁来教孩子认字', 'request', 'childcare')).toEqual(['child'])
  })
})

describe('children, served or in the way', () => {
  it.each([
    ['有个小女孩掉进水池了', 'emergency', undefined],
    ['孩子的医保卡在哪办', 'consult', 'welfare'],
    ['绘画课我带孙女来', 'register', 'culture'],
    ['我儿子才十二，总被班上同学欺负，想找老师聊聊', 'request', 'counselling'],
    ['小朋友我接到了，在我家', 'complete', undefined],
    ['接娃那单我来', 'accept', undefined],
  ] as const)('%s', (text, intent, category) => expect(readGroups(text, intent, category)).toContain('child'))

  it.each([
    ['我抱着娃走不开，捎袋盐', 'request', 'daily_goods'],
    ['别按门铃，孩子刚睡', 'amend', undefined],
    ['孩子他爸要一包烟', 'request', 'daily_goods'],
    ['我家孩子发烧，今天去不了', 'release', undefined],
    ['离婚后孩子判给谁', 'consult', 'legal'],
  ] as const)('are not served in: %s', (text, intent, category) =>
    expect(readGroups(text, intent, category)).not.toContain('child'),
  )
})

describe('who presses', () => {
  it('is told from who only tells', () => {
    expect(isUrgent('急用，赶紧送来', 'request')).toBe(true)
    expect(isUrgent('走得急忘了带钥匙', 'request')).toBe(false)
    expect(isUrgent('不急，明天也行', 'request')).toBe(false)
  })
})

describe('as soon as possible', () => {
  it.each(['来个开锁的，在五栋，现在', '这会儿能来吗', '急，要两节电池', '马上送来'])('%s', (text) =>
    expect(isSoon(text)).toBe(true),
  )

  it.each(['现在就缺一把葱', '应急灯两个', '勿急，下礼拜也行', '刚才一急说错了'])('is not meant by: %s', (text) =>
    expect(isSoon(text)).toBe(false),
  )

  it('is pressed for only where the speaker presses', () => {
    expect(isUrgent('救命钱是你们送来的', 'request')).toBe(false)
    expect(isUrgent('紧急按钮坏了', 'request')).toBe(false)
    expect(isUrgent('急要一瓶氧气', 'request')).toBe(true)
  })
})

describe('how a service is rated', () => {
  it.each([
    ['手艺好，给满星', 5],
    ['态度差，打两分', 2],
    ['三星半，凑个四星', 4],
    ['原先给差评，现在改好评', 5],
    ['服务周到，给个好评', 5],
    ['综合得分4分（满分5分）', 4],
    ['还凑合，三分', 3],
  ] as [string, number][])('%s', (text, rating) => expect(readRating(text).rating).toBe(rating))

  it.each(['等了一个星期', '一颗星都嫌多', '过了五分钟才来', '五星级酒店的味道'])('is not told by: %s', (text) =>
    expect(readRating(text).rating).toBeUndefined(),
  )
})

describe('codes and budgets', () => {
  it('reads a short code where it is taken, given back or asked about', () => {
    expect(readContacts('B37我送').code).toBe('B37')
    expect(readContacts('任务C21 已办结').code).toBe('C21')
    expect(readContacts('送到B12 301').code).toBeUndefined()
  })

  it.each([
    ['螺蛳粉两包，25r封顶', 25],
    ['预算提到一百一', 110],
    ['白菜一棵，三十块拿下', 30],
  ] as [string, number][])('%s', (text, budget) => expect(readMoney(text).budget).toBe(budget))

  it.each(['蜂窝煤拉二百块', '凑一块儿看看', '打印五毛一张'])('is not told by: %s', (text) =>
    expect(readMoney(text).budget).toBeUndefined(),
  )
})
