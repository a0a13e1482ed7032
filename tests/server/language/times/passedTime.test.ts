import { passedTime, understand } from '../../../../server/language/index.ts'

const NIGHT = '2026-11-22T22:14'
const AFTERNOON = { from: '2026-11-22T13:00', to: '2026-11-22T18:00' }

describe('a time that is over when it is named', () => {
  it.each([
    ['今天下午帮我送两斤西红柿', NIGHT, AFTERNOON],
    ['帮我送两斤西红柿，今天下午', NIGHT, AFTERNOON],
    ['改成今天下午', NIGHT, AFTERNOON],
    ['今天下午三点陪我去医院', NIGHT, { from: '2026-11-22T15:00', to: '2026-11-22T15:00' }],
    ['能帮我送点西红柿吗？今天中午要用', '2026-11-22T15:14', { from: '2026-11-22T11:00', to: '2026-11-22T13:00' }],
  ])('“%s” at %s is a wish for it', (text, now, over) => {
    expect(passedTime(text, now)).toEqual(over)
    expect(understand(text, now).when).toBeUndefined()
  })

  it.each([
    ['今天上午你们送的米不够，再送一袋', NIGHT],
    ['今天下午摔了一跤，帮我买瓶红花油', NIGHT],
    ['今天下午没米了，帮我送一袋', NIGHT],
    ['今天上午医院开的药，帮我取一下', '2026-11-22T13:14'],
  ])('“%s” only tells of it', (text, now) => expect(passedTime(text, now)).toBeUndefined())

  it.each([
    ['今天下午送，不行明天上午也行，两斤西红柿', NIGHT],
    ['下午送两斤西红柿', NIGHT],
    ['今晚送两斤西红柿', NIGHT],
    ['今天下午帮我送两斤西红柿', '2026-11-22T10:14'],
    ['', NIGHT],
  ])('“%s” at %s is none', (text, now) => expect(passedTime(text, now)).toBeUndefined())
})
