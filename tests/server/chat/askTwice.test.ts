import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import { FORM, formStation } from '../../factories/formStation.ts'
import { aPerson } from '../../factories/people.ts'

interface Said {
  reply: string
  request?: Partial<MyRequestView>
  known?: true
  unclear?: true
}

const NOW = { ...FORM, when: { choice: 'now' } }

const at = formStation((house, stationId) =>
  aPerson(house, { id: 'wang', name: '王阿姨', stationId, home: { zone: '6', building: '9' } }),
)

const post = async (path: string, body: object) =>
  (await at.app.call<Said>('wang', 'POST', `/api/me/requests${path}`, body)).body

test('the same form again gives the request of the first time, and says that it is under way', async () => {
  const first = await post('/form', NOW)
  expect(first).not.toHaveProperty('known')
  const code = first.request?.code ?? ''
  expect(await post('/form', NOW)).toMatchObject({ known: true, request: { code, status: 'draft' } })
  await post(`/${code}/confirmation`, {})
  expect(await post('/form', NOW)).toMatchObject({
    known: true,
    reply: `已经收到了，正在办，不用再发。〔${code}〕`,
    request: { code, status: 'open' },
  })
  expect(await at.house.db.collection('requests').countDocuments()).toBe(1)
})

test('so does the same sentence', async () => {
  const { request } = await post('', { sentence: '帮我送两斤西红柿' })
  await post(`/${request?.code}/say`, { sentence: '对' })
  expect(await post('', { sentence: '帮我送两斤西红柿' })).toMatchObject({
    reply: `已经收到了，正在办，不用再发。〔${request?.code}〕`,
    request: { code: request?.code, status: 'open' },
  })
})

test('a long sentence that says nothing is told to be unclear; a courtesy, and one that says something, are not', async () => {
  const long = '那个那个我也说不上来到底是个啥子情况反正就是那样嘛'.repeat(12)
  expect(await post('', { sentence: long })).toMatchObject({ unclear: true })
  expect(await post('', { sentence: '嗯嗯啊啊哦哦'.repeat(30) })).toMatchObject({ unclear: true })
  expect(await post('', { sentence: '谢谢啊' })).not.toHaveProperty('unclear')
  expect(await post('', { sentence: '帮我送一袋米' })).not.toHaveProperty('unclear')
})

test('对 with the code, to the request of that code, is the same 对', async () => {
  const { request } = await post('', { sentence: '帮我送两斤西红柿' })
  const code = request?.code ?? ''
  expect(await post(`/${code}/say`, { sentence: `对${code}` })).toMatchObject({ request: { code, status: 'open' } })
})
