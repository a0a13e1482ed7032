import fc from 'fast-check'
import { judgeText } from '../../../server/people/index.ts'
import { onEvent, openEventBoard, eventHandler } from '../../../server/platform/events/events.ts'
import { mediaChecksOf } from '../../../server/platform/wechat/checks/mediaCheck.model.ts'
import { SCENE_FORM } from '../../../server/platform/wechat/calls/drawMiniCode.ts'
import {
  beginMediaCheck, makeScene, mediaJudged, mediaReactions, pushDoor, readMediaCheck, readScene, sweepMediaChecks, weChatIndexes,
} from '../../../server/platform/wechat/index.ts' // prettier-ignore
import { ensureIndexes } from '../../../server/platform/mongo.ts'
import { signInByWeChat } from '../../../server/people/commands/signInByWeChat.ts'
import { aPerson, aStation } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { PushSender } from '../../factories/wechat/pushSender.ts'
import { openWeChatGround } from './line.ts'
import type { WeChatGround } from './line.ts'

let here: WeChatGround
let web: Web
let sender: PushSender
let jobs: unknown[]
let judged: string[]
beforeAll(async () => {
  here = await openWeChatGround()
  await ensureIndexes(here.ground.db, weChatIndexes)
  here.ground.wechat = here.wechat
  here.ground.events = openEventBoard([
    ...mediaReactions,
    onEvent(mediaJudged, 'room', (_platform, { id, verdict }) => Promise.resolve(void judged.push(`${id} ${verdict}`))),
  ])
  here.ground.queues = { ...here.ground.queues, add: (_tag, payload) => Promise.resolve(void jobs.push(payload)) }
  web = await openWeb(here.ground, [], { callbacks: [pushDoor(here.ground)] })
})
beforeEach(async () => {
  await here.beginAnew()
  here.ground.wechat = here.wechat
  ;[jobs, judged] = [[], []]
  const { appId, push } = here.standIn.settings
  sender = new PushSender({ appId, token: '', encodingAesKey: '', ...push }, `${web.url}/api/wechat/push`, () =>
    here.ground.clock.now(),
  )
  await aStation(here.ground, { id: 'home' })
})
afterAll(async () => {
  await web.close()
  await here.close()
})

async function work(): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) await eventHandler.run(here.ground, job)
}

let photos = 0
async function ask(id = `photo${(photos += 1)}`): Promise<string> {
  const user = here.standIn.state.users.values().next().value ?? here.standIn.state.user()
  await beginMediaCheck(here.ground, {
    subject: { collection: 'photos', id },
    kind: 'image',
    scene: 'log',
    openid: user.openid,
    url: `https://x.example/${id}`,
  })
  return id
}
const stateOf = (id: string) => readMediaCheck(here.ground, { collection: 'photos', id })

/** WeChat's verdict about the latest picture, or about one before it. */
function verdict(suggest: string | number, back = 1): object {
  const { traceId } = here.standIn.state.media.at(-back) ?? { traceId: '' }
  const what = typeof suggest === 'number' ? { errcode: suggest } : { errcode: 0, result: { suggest, label: 100 } }
  return {
    ToUserName: 'gh',
    FromUserName: 'gh_sys',
    CreateTime: Math.floor(here.standIn.state.now() / 1_000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: here.standIn.state.appId,
    trace_id: traceId,
    version: 2,
    detail: [],
    ...what,
  }
}

describe('a picture that others would see', () => {
  it.each(['pass', 'review', 'risky'])('stays in quarantine until WeChat says %s', async (suggest) => {
    const id = await ask()
    expect(await stateOf(id)).toBe('waiting')
    await sender.send(verdict(suggest))
    await work()
    expect(await stateOf(id)).toBe(suggest)
    expect(judged).toEqual([`${id} ${suggest}`])
  })

  it('is judged once, however often and in whatever order the verdicts come', async () => {
    const [first, second] = [await ask(), await ask()]
    sender.knobs.push('reorder', { duplicate: 4 })
    await sender.send(verdict('risky', 2))
    await sender.send(verdict('pass'))
    await sender.send(verdict('pass', 2))
    await work()
    expect([await stateOf(first), await stateOf(second)]).toEqual(['risky', 'pass'])
    expect(judged.sort()).toEqual([`${first} risky`, `${second} pass`].sort())
  })

  it('is looked at by a person when no verdict comes within 35 minutes; one that comes later changes nothing', async () => {
    const id = await ask()
    sender.knobs.push('drop')
    await sender.send(verdict('pass'))
    here.turn(34)
    await sweepMediaChecks(here.ground)
    expect(await stateOf(id)).toBe('waiting')
    here.turn(2)
    expect(await sweepMediaChecks(here.ground)).toBe(1)
    await sender.send(verdict('pass'))
    await work()
    expect(await stateOf(id)).toBe('review')
    expect(judged).toEqual([`${id} review`])
  })

  it('that WeChat could not fetch is handed over once more, then a person looks', async () => {
    const id = await ask()
    await sender.send(verdict(-1008))
    await work()
    expect(judged).toEqual([`${id} again`])
    await ask(id)
    await ask(id)
    expect(here.standIn.count('/wxa/media_check_async')).toBe(2)
    await sender.send(verdict(-1008))
    await work()
    expect(await stateOf(id)).toBe('review')
    await ask(id)
    expect(here.standIn.count('/wxa/media_check_async')).toBe(2)
  })

  it.each([{ errcode: 45009 }, { errcode: 40129 }, 'http500'] as const)(
    'is looked at by a person when WeChat cannot be asked: %j',
    async (knob) => {
      here.standIn.turnKnob('/wxa/media_check_async', ...Array.from({ length: 9 }, () => knob))
      expect(await stateOf(await ask())).toBe('review')
    },
  )

  it('a verdict that overtakes its own number waits for it', async () => {
    const id = await ask()
    const trace = await mediaChecksOf(here.ground).findOneAndUpdate({ 'subject.id': id }, { $unset: { traceId: '' } })
    await sender.send(verdict('pass'))
    await expect(work()).rejects.toThrow('before its question')
    await mediaChecksOf(here.ground).updateOne({ 'subject.id': id }, { $set: { traceId: trace?.traceId ?? '' } })
    const [push] = await here.ground.db
      .collection<{ _id: string; outbox: { ref: string }[] }>('wechat_pushes')
      .find()
      .toArray()
    await eventHandler.run(here.ground, {
      collection: 'wechat_pushes',
      id: push?._id,
      ref: push?.outbox[0]?.ref,
    })
    expect(await stateOf(id)).toBe('pass')
  })

  it('keeps neither its address nor whose it is', async () => {
    const id = await ask()
    const [check] = await mediaChecksOf(here.ground).find({ 'subject.id': id }).toArray()
    expect(JSON.stringify(check)).not.toMatch(/x\.example|openid|"o[0-9a-f]{27}"/)
  })
})

describe('a text of a person', () => {
  it('is judged under the account that the person came with; without one a person looks', async () => {
    const user = here.standIn.state.user()
    const wang = await signInByWeChat(here.ground, here.standIn.state.code(user))
    const sun = await aPerson(here.ground, { stationId: 'home' })
    expect(await judgeText(here.ground, wang, '谢谢小李', 'comment')).toEqual({ verdict: 'pass', label: 100 })
    expect(await judgeText(here.ground, wang, '违规的话', 'comment')).toMatchObject({ verdict: 'risky' })
    expect(await judgeText(here.ground, sun, '谢谢小李', 'comment')).toEqual({ verdict: 'review', unchecked: true })
    delete here.ground.wechat
    expect(await judgeText(here.ground, wang, '谢谢', 'comment')).toBeUndefined()
  })
})

describe('the scene of a mini code', () => {
  const inAnHour = () => new Date(here.ground.clock.now().getTime() + 3_600_000)

  it('is opaque, fits WeChat, opens what it was made for, and ends', async () => {
    const token = await makeScene(here.ground, { purpose: 'event', subjectId: 'e1', expiresAt: inAnHour() })
    expect(await readScene(here.ground, 'event', token)).toBe('e1')
    expect(await readScene(here.ground, 'room', token)).toBeUndefined()
    expect(await readScene(here.ground, 'event', `${token}x`)).toBeUndefined()
    const drawn = await here.wechat.drawMiniCode({ scene: token, page: 'pages/index/index' })
    expect(drawn.toString()).toContain(token)
    expect(JSON.stringify(await here.ground.db.collection('wechat_scenes').find().toArray())).not.toContain(token)
    here.turn(61)
    expect(await readScene(here.ground, 'event', token)).toBeUndefined()
  })

  it('never tells what it is for: whatever the subject, nothing of it is in the token', async () => {
    const subjects = fc.sample(
      fc.oneof(fc.string({ minLength: 8 }), fc.constantFrom('王阿姨', '19900138000', '402室')),
      60,
    )
    for (const subjectId of subjects) {
      const token = await makeScene(here.ground, { purpose: 'event', subjectId, expiresAt: inAnHour() })
      expect(token).toMatch(SCENE_FORM)
      expect([token.length, token.includes(subjectId)]).toEqual([24, false])
    }
  })
})

it('while WeChat is off nothing is asked, and a person looks', async () => {
  delete here.ground.wechat
  const id = await ask()
  expect(await stateOf(id)).toBe('review')
  expect(here.standIn.count('/wxa/media_check_async')).toBe(0)
})
