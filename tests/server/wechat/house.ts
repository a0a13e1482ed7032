import { accountIdOf, findPerson } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { signInByWeChat } from '../../../server/people/commands/signInByWeChat.ts'
import { virtualClock } from '../../../server/platform/clock.ts'
import { receivePush } from '../../../server/platform/wechat/push/receivePush.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { pushCall } from '../../factories/wechat/pushSender.ts'
import { startStandIn, TEMPLATES } from '../../factories/wechat/standIn.ts'
import type { StandIn } from '../../factories/wechat/standIn.ts'
import type { StandInUser } from '../../factories/wechat/state.ts'
import { turningPace } from './line.ts'

export interface WeChatHouse {
  house: TestHouse
  standIn: StandIn
  /** A member of WeChat who has signed in. */
  member(parts?: Partial<StandInUser>): Promise<{ user: StandInUser; person: Person; account: string }>
  /** WeChat calls us, and everything that follows is done. */
  push(event: object): Promise<void>
  /** The person taps "allow": WeChat counts it, and tells us. */
  consents(user: StandInUser, template?: keyof typeof TEMPLATES): Promise<void>
  /** The person writes into the customer-service talk. */
  writes(user: StandInUser, text: string): Promise<void>
  /** Everybody's latest document. */
  personOf(account: string): Promise<Person>
  /** Forgets what earlier tests did, but for the station and its staff; the clock goes on. */
  beginAnew(): Promise<void>
  close(): Promise<void>
}

const STAY = ['stations', 'people', 'duty_rosters', 'seals']

/** The whole house with WeChat's stand-in beside it, on one clock that waiting turns. */
export async function openWeChatHouse(): Promise<WeChatHouse> {
  const clock = virtualClock(new Date('2026-11-22T12:00:00+08:00'))
  const standIn = await startStandIn(clock)
  const house = await openTestHouse(undefined, { clock, wechat: standIn.settings, pace: turningPace(clock) })
  const { appId, push: keys } = standIn.settings
  if (!keys) throw new Error('the stand-in has keys')
  let messages = 0
  const push = async (event: object) => {
    const head = { ToUserName: 'gh_1', CreateTime: Math.floor(clock.now().getTime() / 1_000), MsgType: 'event' }
    const call = pushCall({ appId, ...keys }, { ...head, ...event }, clock.now())
    if (!(await receivePush(house, keys, appId, call))) throw new Error('the push was refused')
    await house.work()
  }
  return {
    house,
    standIn,
    push,
    member: async (parts) => {
      const user = standIn.state.user(parts)
      const person = await signInByWeChat(house, standIn.state.code(user))
      return { user, person, account: await accountIdOf(house, user.openid) }
    },
    consents: async (user, template = 'progress') => {
      const id = TEMPLATES[template]?.id ?? ''
      user.credits.set(id, (user.credits.get(id) ?? 0) + 1)
      house.later(0.1)
      const List = [{ TemplateId: id, SubscribeStatusString: 'accept', PopupScene: '0' }]
      await push({ FromUserName: user.openid, Event: 'subscribe_msg_popup_event', List })
    },
    writes: async (user, text) => {
      user.window = { until: standIn.state.now() + 48 * 3_600_000, left: 5 }
      await push({ FromUserName: user.openid, MsgType: 'text', Content: text, MsgId: String((messages += 1)) })
    },
    personOf: async (account) => {
      const doc = await house.db.collection<{ _id: string }>('people').findOne({ chatIds: `wechat:${account}` })
      return (await findPerson(house, doc?._id ?? '')) as Person
    },
    beginAnew: async () => {
      house.waiting.length = standIn.state.heard.length = 0
      for (const map of [standIn.state.knobs, standIn.state.users, standIn.state.codes]) map.clear()
      const collections = (await house.db.collections()).filter(({ collectionName }) => !STAY.includes(collectionName))
      await Promise.all(collections.map((collection) => collection.deleteMany({})))
      await house.db.collection('people').deleteMany({ chatIds: /^wechat:/ })
    },
    close: async () => {
      await standIn.close()
      await house.close()
    },
  }
}
