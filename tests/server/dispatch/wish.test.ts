import type { Category } from '@yimin/shared/language/frame'
import type { Wish } from '@yimin/shared/people/wishes'
import { sayWish } from '@yimin/shared/people/wishes'
import { wishIn } from '../../../server/language/index.ts'
import { askHelpers } from '../../../server/dispatch/commands/askHelpers.ts'
import { acceptOffer, dispatchRoutes, searchesOf, suggestHelpers, whyNobody } from '../../../server/dispatch/index.ts'
import { changeHelperTerms } from '../../../server/people/index.ts'
import type { HelperTerms, Person } from '../../../server/people/index.ts'
import { approveRequest, findRequest, openRequest } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer, aWorker, callerOf, knock } from '../../factories/people.ts'

let house: TestHouse
let worker: Person
let wang: Person
let stationId: string
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  worker = await aWorker(house, { onDuty: true })
  stationId = worker.stationId
  wang = await aPerson(house, { stationId })
})

let count = 0
async function aWish(wish: Wish, category: Category = 'companionship'): Promise<RequestDoc> {
  count += 1
  const { _id } = await openRequest(house, {
    stationId,
    requesterId: wang.id,
    origin: { channel: 'app' },
    text: '帮个忙',
    frame: { intent: 'request', category, confidence: 0.9 },
    address: { zone: '6', building: '9' },
    wish,
    cause: `wish${count}`,
  })
  return approveRequest(house, _id, worker.id, `let.${_id}`)
}
const says = (person: Person, terms: Partial<HelperTerms>) =>
  changeHelperTerms(house, person.id, (now) => ({ ...now, ...terms }))
const volunteers = (many: number) => Promise.all(Array.from({ length: many }, () => aVolunteer(house, { stationId })))
async function askedFor({ _id }: RequestDoc) {
  await house.work()
  await askHelpers(house, _id)
  return (await searchesOf(house).findOne({ _id }))?.asked ?? []
}

describe('a wish of language', () => {
  it('brings whoever speaks it to the front, and says so', async () => {
    const many = await volunteers(8)
    await says(many[6] as Person, { languages: ['mongolian'] })
    const asked = await askedFor(await aWish({ language: 'mongolian' }))
    expect(asked[0]).toMatchObject({ personId: many[6]?.id, reason: expect.stringContaining('你会说蒙语') })
  })

  it('is soft: where nobody speaks it, others are asked as ever', async () => {
    await volunteers(4)
    expect((await askedFor(await aWish({ language: 'cantonese' }))).length).toBeGreaterThan(0)
  })
})

describe('a wish of gender', () => {
  it('is soft for an errand: women come first, and the others are asked as well', async () => {
    const many = await volunteers(8)
    await says(many[5] as Person, { gender: 'woman' })
    const asked = await askedFor(await aWish({ gender: 'woman' }))
    expect(asked[0]).toMatchObject({ personId: many[5]?.id })
    expect(asked.length).toBeGreaterThan(1)
  })

  it('is a rule where a body is washed and nursed: nobody else is asked, nor may take it', async () => {
    const woman = await says(await aWorker(house, { stationId, name: '李社工' }), { gender: 'woman' })
    const man = await says(await aWorker(house, { stationId, name: '张社工' }), { gender: 'man' })
    const request = await aWish({ gender: 'woman' }, 'nursing')
    expect((await askedFor(request)).map(({ personId }) => personId)).toEqual([woman.id])
    await expect(acceptOffer(house, request, man, 'yes')).rejects.toMatchObject({ code: 'forbidden' })
    const suggested = await suggestHelpers(house, request)
    expect(suggested.find(({ person }) => person.id === man.id)).toMatchObject({ suitable: false, reason: expect.stringContaining('想请的不是他') }) // prettier-ignore
    expect(await acceptOffer(house, request, woman, 'yes')).toMatchObject({ status: 'accepted' })
  })

  it('that nobody fits goes to the worker on duty at once, who is told why', async () => {
    await says(await aWorker(house, { stationId }), { gender: 'man' })
    const request = await aWish({ gender: 'woman' }, 'nursing')
    expect(await askedFor(request)).toEqual([])
    const now = (await findRequest(house, request._id)) as RequestDoc
    expect(now).toMatchObject({ status: 'open', ownerId: worker.id })
    expect(now.escalatedAt).toBeInstanceOf(Date)
    expect(await whyNobody(house, now)).toBe('wish')
    await house.work()
    const called = (await house.outgoing()).filter(({ to, about }) => about === request._id && to.some(({ personId }) => personId === worker.id)) // prettier-ignore
    expect(called.length).toBeGreaterThan(0)
  })
})

describe('what a helper says of himself', () => {
  it('is his own choice, may be taken back, and stays when staff change the rest', async () => {
    const li = await aVolunteer(house, { stationId })
    const routes = dispatchRoutes(house)
    const terms = { skills: [], zones: [], freeHours: [] }
    const save = (body: object) => knock(routes, 'saveHelperTerms', callerOf(li), { body })
    expect(await save({ ...terms, gender: 'woman', languages: ['dialect'], version: 0 }).catch(() => 'refused')).toBe('refused') // prettier-ignore
    expect(await save({ ...terms, gender: 'woman', languages: ['mongolian'], version: 0 })).toMatchObject({
      terms: { gender: 'woman', languages: ['mongolian'], version: 1 },
    })
    expect(await save({ ...terms, version: 1 })).toMatchObject({ terms: { version: 2 } })
    expect(JSON.stringify(await knock(routes, 'readHelperTerms', callerOf(li)))).not.toContain('"gender"')
  })
})

describe('a wish in a sentence', () => {
  it.each([
    ['我妈要洗澡，最好是女的来', '女的'],
    ['找个女志愿者陪我看病', '女的'],
    ['来个小伙子搬煤气罐', '男的'],
    ['要会说蒙语的', '会说蒙语'],
    ['请个女社工，会说粤语', '女的，会说粤语'],
    ['我女儿不在家，要点菜', ''],
    ['给老伴买男士袜子', ''],
  ])('%s', (sentence, said) => {
    expect(sayWish(wishIn(sentence) ?? {})).toBe(said)
  })
})
