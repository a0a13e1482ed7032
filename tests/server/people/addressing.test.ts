import { addressOf, maskPhone, speakableName } from '@yimin/shared/people/addressing'

const resident = { role: 'resident' as const, verified: true }

test.each([
  ['王阿姨', '王阿姨'],
  ['楼上李大爷', '楼上李大爷'],
  ['孙建国', '孙师傅'],
  ['欧阳震华', '欧阳师傅'],
  ['孙建国师傅', '孙师傅'],
  ['小芳', '小芳'],
  ['老张', '老张'],
  ['阿强', '阿强'],
  ['平安是福', '平安是福'],
  ['Lily', 'Lily'],
  ['🌸', '邻居'],
])('%s, a resident whom the station knows, is %s', (name, spoken) => {
  expect(addressOf({ ...resident, name })).toBe(spoken)
})

test('the nick name of a stranger is said as the chat shows it', () => {
  expect(addressOf({ name: '高兴', role: 'resident', verified: false })).toBe('高兴')
})

test('staff are teachers, shops have their names', () => {
  expect(addressOf({ name: '赵敏', role: 'station_worker', verified: true })).toBe('赵老师')
  expect(addressOf({ name: '赵社工', role: 'station_worker', verified: true })).toBe('赵社工')
  expect(addressOf({ name: '勤务员小店', role: 'enterprise', verified: true })).toBe('勤务员小店')
})

test.each([
  ['王芳@社区助手', '王芳社区助手'],
  ['小李\u202E13812345678', '小李'],
  ['A-小芳 🌸 138 1234 5678', 'A小芳'],
  ['长'.repeat(500), '长'.repeat(12)],
  ['\ud800小\u200b李', '小李'],
  ['１３８小王', '小王'],
])('%j is spoken as %s', (name, spoken) => {
  expect(speakableName(name)).toBe(spoken)
})

test.each([
  ['19900000001', '199****0001'],
  ['0472-0000000', '047****0000'],
  ['12345', '****45'],
  ['1', '****'],
])('%s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked)
})
