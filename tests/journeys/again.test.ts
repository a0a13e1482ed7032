import { play } from './play.ts'

const ASKED = '每周二上午帮我送一桶水，送到六区9栋2单元4楼'

describe('what is asked for again and again', () => {
  it('is read back as such, done for the first time, and comes by itself from then on', async () => {
    const played = await play(`
      10:00 wang # ${ASKED}
      10:01 wang # 对
      10:03 qin > 接$1`)
    expect(played.inRoom()[0]).toBe('王阿姨，记下了：1桶水，每周二上午送到6区9栋。对的话回“对”，要改直接说。〔A101〕')
    expect(played.privately('wang')).toContainEqual(
      '往后每周二上午的1桶水都给您安排，下一回是12月1日周二上午。哪天不用了，回一句“只要一回”就停。',
    )
    expect(played.requests[0]).toMatchObject({ status: 'accepted', assignee: 'qin' })
  })

  it('is made one time only by one word, before the yes and after it', async () => {
    const before = await play(`
      10:00 wang # ${ASKED}
      10:01 wang # 只要一回
      10:02 wang # 对`)
    expect(before.inRoom()[1]).toMatch(/王阿姨，记下了：1桶水，后天上午送到6区9栋。对的话回“对”/)
    expect(before.privately('wang').join()).not.toContain('往后')
    expect(before.status()).toBe('open')
    const after = await play(`
      10:00 wang # ${ASKED}
      10:01 wang # 对
      10:05 wang > 只要一回`)
    expect(after.privately('wang')).toContainEqual('好，就办这一回。〔A101〕')
    expect(after.status()).toBe('open')
  })

  it('ends by the same word weeks later', async () => {
    const played = await play(`
      10:00 wang # ${ASKED}
      10:01 wang # 对
      10:03 qin > 接$1
      +2 11:00 qin > 送到了
      +2 11:10 wang # 收到了
      +15 10:00 wang > 只要一回`)
    expect(played.privately('wang')).toContainEqual('好，以后不办了。')
  })

  it('is no rhythm where somebody else does it every day', async () => {
    const played = await play(`
      10:00 wang # 我妈每天都要吃鸡蛋，帮我送两斤鸡蛋
      10:01 wang # 对`)
    expect(played.privately('wang').join()).not.toContain('往后')
  })
})
