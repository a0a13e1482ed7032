/** @jest-environment jsdom */
import { fireEvent, screen } from '@testing-library/react'
import { goodsIn } from '../../miniprogram/src/desk/entry/items.ts'
import { whensFrom } from '../../miniprogram/src/desk/entry/whens.ts'
import { entryWords } from '../../miniprogram/src/desk/entry/words.ts'
import EntryPage from '../../miniprogram/src/desk/pages/entry/index.tsx'
import { atTheDesk, onBoard, posts } from './doubles/desk.tsx'
import { openPage, write } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

atTheDesk()

describe('the form at the desk', () => {
  const reading = { category: 'produce', items: [{ name: '西红柿', quantity: 2, unit: '斤' }], budgetFen: 2_000, when: { asap: true }, whenWord: '尽快', address: { zone: '6', building: '9' }, groups: [], urgent: false, doubts: [] } // prettier-ignore

  it('is filled by one sentence, takes a known person, and sends what stands in it', async () => {
    server.answers.set('POST /api/requests/reading', () => ok(reading))
    server.answers.set('POST /api/requests', () =>
      ok({ request: onBoard({ status: 'open' }), say: '记下了，正在找人。〔A101〕' }),
    )
    openPage(EntryPage)
    await screen.findByLabelText(entryWords.sentence)
    write(entryWords.sentence, '六区9栋要两斤西红柿')
    fireEvent.keyDown(screen.getByLabelText(entryWords.sentence), { key: 'Enter' })
    await screen.findByText('2斤西红柿 ×')
    write(entryWords.asker, 'zdy')
    fireEvent.click(await screen.findByRole('button', { name: /周大爷/ }))
    write(entryWords.items, '盐一袋')
    fireEvent.click(screen.getByRole('button', { name: entryWords.go }))
    await screen.findByText('记下了，正在找人。〔A101〕')
    expect(posts().at(-1)?.data).toEqual({
      asker: { id: 'zhou' }, channel: 'visit', text: '六区9栋要两斤西红柿', category: 'produce', items: [...reading.items, { name: '盐', quantity: 1, unit: '袋' }], budgetFen: 2_000, when: { asap: true }, address: { zone: '6', building: '9' }, groups: [], urgent: false, dispatch: true,
    }) // prettier-ignore
  })

  it('writes a wish down that was said at the desk, and none where nothing was wished', async () => {
    server.answers.set('POST /api/requests', () =>
      ok({ request: onBoard({ status: 'open' }), say: '记下了，正在找人。〔A101〕' }),
    )
    openPage(EntryPage)
    await screen.findByLabelText(entryWords.sentence)
    write(entryWords.asker, 'zdy')
    fireEvent.click(await screen.findByRole('button', { name: /周大爷/ }))
    const pressed = (word: string) => screen.getByRole('button', { name: word }).getAttribute('aria-pressed')
    expect(['谁都行', '都行'].map(pressed)).toEqual(['true', 'true'])
    fireEvent.change(screen.getByLabelText(entryWords.kind), { target: { value: 'housekeeping' } })
    for (const word of ['女的', '蒙语']) fireEvent.click(screen.getByRole('button', { name: word }))
    expect(['谁都行', '女的', '都行', '蒙语'].map(pressed)).toEqual(['false', 'true', 'false', 'true'])
    fireEvent.click(screen.getByRole('button', { name: entryWords.go }))
    await screen.findByText('记下了，正在找人。〔A101〕')
    expect(posts().at(-1)?.data).toMatchObject({ wish: { gender: 'woman', language: 'mongolian' } })
  })

  it('takes the first person who is found with Enter, also where the answer comes after it', async () => {
    openPage(EntryPage)
    await screen.findByLabelText(entryWords.sentence)
    write(entryWords.asker, 'zdy')
    fireEvent.keyDown(screen.getByLabelText(entryWords.asker), { key: 'Enter' })
    await screen.findByText(entryWords.askerHome('7区3栋'), { exact: false })
    expect(screen.queryByLabelText(entryWords.asker)).toBeNull()
  })

  it('takes name and way from the sentence, and the one person who is called so', async () => {
    server.answers.set('POST /api/requests/reading', () =>
      ok({ ...reading, asker: { name: '周大爷', channel: 'phone' } }),
    )
    openPage(EntryPage)
    await screen.findByLabelText(entryWords.sentence)
    write(entryWords.sentence, '周大爷打电话来说要两斤西红柿')
    fireEvent.keyDown(screen.getByLabelText(entryWords.sentence), { key: 'Enter' })
    await screen.findByText(entryWords.askerHome('7区3栋'), { exact: false })
    expect(screen.getByRole('button', { name: '电话' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('leaves the choice to the worker where several are called so', async () => {
    const one = { name: '王阿姨', spokenTo: '王阿姨', roleWord: '居民', known: { phone: true, door: true } }
    const items = [
      { ...one, id: 'a', place: '6区9栋' },
      { ...one, id: 'b', place: '7区1栋' },
    ]
    server.answers.set('POST /api/desk/askers', () => ok({ items }))
    server.answers.set('POST /api/requests/reading', () => ok({ ...reading, asker: { name: '王阿姨' } }))
    openPage(EntryPage)
    await screen.findByLabelText(entryWords.sentence)
    write(entryWords.sentence, '王阿姨来站里要两斤西红柿')
    fireEvent.keyDown(screen.getByLabelText(entryWords.sentence), { key: 'Enter' })
    await screen.findByText('7区1栋 · 居民')
    expect(screen.getByLabelText<HTMLInputElement>(entryWords.asker).value).toBe('王阿姨')
  })

  it('keeps what was typed when the server refuses, and shows the fault at its field', async () => {
    server.answers.set('POST /api/requests', () => ({
      statusCode: 400,
      data: {
        error: 'invalid_input',
        message: '有几处没填对。',
        fields: [{ path: 'asker.phone', message: '电话要写成数字。' }],
      },
    }))
    openPage(EntryPage)
    await screen.findByLabelText(entryWords.sentence)
    fireEvent.click(screen.getByRole('button', { name: entryWords.keep }))
    await screen.findByText(entryWords.needsAsker)
    write(entryWords.asker, '新来的许大爷')
    write(entryWords.phone, '12345x')
    fireEvent.change(screen.getByLabelText(entryWords.kind), { target: { value: 'repair' } })
    fireEvent.click(screen.getByRole('button', { name: entryWords.keep }))
    await screen.findByText('电话要写成数字。')
    expect(screen.getByLabelText<HTMLInputElement>(entryWords.asker).value).toBe('新来的许大爷')
    expect(posts().at(-1)?.data).toMatchObject({ asker: { name: '新来的许大爷', phone: '12345x' }, dispatch: false })
  })

  it.each([
    ['2斤西红柿、黄瓜', [{ name: '西红柿', quantity: 2, unit: '斤' }, { name: '黄瓜' }]],
    [
      '鸡蛋十个，半斤肉',
      [
        { name: '鸡蛋', quantity: 10, unit: '个' },
        { name: '肉', quantity: 0.5, unit: '斤' },
      ],
    ],
    [
      '两袋盐；1.5公斤米',
      [
        { name: '盐', quantity: 2, unit: '袋' },
        { name: '米', quantity: 1.5, unit: '公斤' },
      ],
    ],
    [' 、', []],
  ])('takes “%s” as goods', (line, goods) => expect(goodsIn(line)).toEqual(goods))

  it('offers no time that has passed', () => {
    expect(whensFrom(Date.parse('2026-11-22T14:00:00+08:00'))).toEqual([
      'asap',
      'thisAfternoon',
      'thisEvening',
      'tomorrowMorning',
      'tomorrowAfternoon',
    ])
  })
})
