import { castOf } from '../factories/scenes.ts'
import { play } from './play.ts'

describe('danger', () => {
  it.each([
    ['10:00 wang # 我妈摔倒起不来了，快来人', '先打120'],
    ['10:00 wang > 我胸口疼得厉害喘不上气', '先打120'],
    ['23:30 fremd # 楼下着火了！', '先打119'],
    ['03:00 fremd # 闻到好大的煤气味，头晕', '先打119'],
    ['10:00 wang > 有人在撬我家门', '先打110'],
    ['02:00 chen # 有人拿刀砍人', '先打110'],
  ])('“%s”: the number first, the worker at once, nobody is asked to go', async (line, number) => {
    const played = await play(line)
    const who = line.split(' ')[1] as string
    expect(played.said.find(({ to }) => to.includes(who))?.text).toMatch(new RegExp(`^${number}`))
    expect(played.alerts).toMatchObject([{ kind: 'emergency', to: ['zhao'], state: 'open' }])
    expect(played.requests).toEqual([])
    expect(played.privately('zhao')).toEqual([expect.stringMatching(/^紧急！/)])
  })

  it('tells the worker where: the home of a resident, the group of a stranger', async () => {
    const played = await play(`
      10:00 wang # 我妈摔倒起不来了
      10:00:10 fremd # 楼下着火了！`)
    expect(played.privately('zhao')).toEqual([
      '紧急！王阿姨，6区9栋：我妈摔倒起不来了。请马上联系，回“收到”表示您在办。',
      '紧急！fremd，在“海威益民一群”里：楼下着火了。请马上联系，回“收到”表示您在办。',
    ])
  })

  it('rings again every minute, wider, until somebody says 收到', async () => {
    const cast = castOf(['wang', 'zhao']).concat([{ id: 'zheng', name: '郑站长', role: 'station_director' }])
    const played = await play(
      `
      10:00 wang # 我妈摔倒起不来了
      10:02:30 zhao > 收到
      10:30 wait`,
      cast,
    )
    expect(played.privately('zhao').slice(0, 2)).toEqual([
      expect.stringMatching(/^紧急！/),
      expect.stringMatching(/^第2次提醒，还没人处理：紧急！/),
    ])
    expect(played.privately('zheng')).toHaveLength(2)
    expect(played.privately('zhao').at(-1)).toBe('好，知道您在办了。')
    expect(played.alerts).toMatchObject([{ kind: 'emergency', state: 'seen' }])
  })

  it('goes before an open question', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      10:01 sun # 我妈晕倒了
      10:02 sun # 6区3栋`)
    expect(played.inRoom()[1]).toMatch(/^先打120/)
    expect(played.requests).toHaveLength(1)
  })
})
