import { understand } from '../../../server/language/index.ts'

const NOW = '2026-11-23T10:00'

describe('somebody old or alone', () => {
  it.each([
    ['我妈一个人在家没米了', '米'],
    ['我爸一个人在家没水了', '水'],
    ['奶奶一个人在家，药吃完了', '药'],
    ['老人一个人在家断粮了', '粮'],
    ['爷爷卧床，尿不湿没了', '尿不湿'],
  ])('who lacks something asks for it: %s', (text, name) => {
    for (const chat of ['group', 'private'] as const)
      expect(understand(text, NOW, {}, chat)).toMatchObject({ intent: 'request', items: [{ name }] })
  })

  it.each([
    '我妈一个人在家没反应了',
    '我爸一个人在家没气了',
    '老人在家没人应，敲门敲了半天',
    '奶奶一个人在家，煤气没关，屋里味道很重',
    '我一个人住，摔了，爬不到门口',
  ])('who is in danger raises an alarm: %s', (text) => {
    for (const chat of ['group', 'private'] as const) expect(understand(text, NOW, {}, chat).intent).toBe('emergency')
  })
})

it.each(['孕39周见红了，宫缩五分钟一次，车开不出小区', '媳妇阵痛三分钟一回了 救护车还没到'])(
  'a birth that has begun is danger: %s',
  (text) => expect(understand(text, NOW, {}, 'group').intent).toBe('emergency'),
)
