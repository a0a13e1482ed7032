import { callerIn } from '@yimin/shared/people/callerWords'

it.each([
  ['王阿姨打电话来说，要两斤西红柿', { name: '王阿姨', channel: 'phone', rest: '要两斤西红柿' }],
  ['王阿姨刚才来电话说想请人修水管', { name: '王阿姨', channel: 'phone', rest: '想请人修水管' }],
  ['张桂芳来电，家里没米了', { name: '张桂芳', channel: 'phone', rest: '家里没米了' }],
  ['周大爷来站里说明天要人陪着去医院', { name: '周大爷', channel: 'visit', rest: '明天要人陪着去医院' }],
  ['六区9栋的王阿姨打电话要两斤西红柿', { name: '王阿姨', channel: 'phone', rest: '六区9栋要两斤西红柿' }],
])('“%s” tells who asks', (sentence, told) => expect(callerIn(sentence)).toEqual(told))

it.each(['六区9栋要两斤西红柿', '帮王阿姨送两斤西红柿', '要两斤西红柿，王阿姨打电话来的', '打电话来说没米了', '帮王阿姨打电话叫车', '有人打电话来说没米了', ''])(
  '“%s” begins with nobody',
  (sentence) => expect(callerIn(sentence)).toBeUndefined(),
)
