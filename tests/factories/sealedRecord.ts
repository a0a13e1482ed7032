import { randomBytes } from 'node:crypto'
import { generateSync } from 'otplib'
import { loadDemo } from '../../server/app/demo/loadDemo.ts'
import { DEMO_STATION } from '../../server/app/demo/community.ts'
import { SEALED } from '../../server/app/house.ts'
import { receiveMessages } from '../../server/chat/index.ts'
import { actAt, threadsOf } from '../../server/chat/inbound.model.ts'
import { raiseAlarm } from '../../server/duty/index.ts'
import { reportPresence, sayPrivately } from '../../server/messaging/index.ts'
import {
  drawEntryCode,
  findPerson,
  invite,
  noteWeChatAccount,
  readFormer,
  savePerson,
} from '../../server/people/index.ts'
import type { Person } from '../../server/people/index.ts'
import { acceptInvitation } from '../../server/people/entry/commands/acceptInvitation.ts'
import { limitTries } from '../../server/people/entry/commands/limitTries.ts'
import { signInByPassword } from '../../server/people/entry/commands/signInByPassword.ts'
import { beginEnrolment, confirmEnrolment } from '../../server/people/secondFactor/commands/enrolSecondFactor.ts'
import { savePhoto } from '../../server/photos/index.ts'
import { sealedValuesIn } from '../../server/platform/keyExchange/index.ts'
import type { Platform } from '../../server/platform/platform.ts'
import type { Vault } from '../../server/platform/vault/index.ts'
import { idempotencyKeys, sealAnswers } from '../../server/platform/web/index.ts'
import { tokenAt, weChatAppsOf } from '../../server/platform/wechat/app.model.ts'
import { messageAt, pushesOf } from '../../server/platform/wechat/push/push.model.ts'
import { joinsOf } from '../../server/privacy/joining/join.model.ts'
import { beginRecurring } from '../../server/recurring/commands/beginRecurring.ts'
import { approveRequest } from '../../server/requests/index.ts'
import { aPicture } from '../server/photos/pictures.ts'
import { aRequest } from './house.ts'

/** What a test wants to find again in a record in which every room has sealed something. */
export interface Filled {
  /** 王阿姨, with phone, door, groups and a household with a door. */
  resident: Person
  phone: string
  /** A worker of the desk, with password and authenticator. */
  worker: Person
  workerPhone: string
  password: string
  secret: string
  photoId: string
  openid: string
  message: Parameters<typeof receiveMessages>[1][number]
}

const PHONE = '19900000001'
const PASSWORD = '院子里的老槐树今年开花早'
const OPENID = 'oTEST_openid_of_a_neighbour'
/** From where the worker signs in. */
export const DESK = '192.0.2.7'

/** The demo community, and one of each thing that a room seals. The platform's record must be empty. */
export async function fillRecord(platform: Platform): Promise<Filled> {
  await loadDemo(platform)
  const resident = await aKnownResident(platform)
  const worker = (await findPerson(platform, 'zhao')) as Person
  const secret = await bindWorker(platform, worker)
  await askForHelp(platform, resident, worker)
  const photoId = (await savePhoto(platform, resident, await aPicture()))._id
  const message = await talk(platform, resident)
  await callAndSay(platform, resident)
  await comeThroughWeChat(platform, resident)
  await keepForAMoment(platform, resident)
  return {
    resident,
    phone: PHONE,
    worker,
    workerPhone: '19900000041',
    password: PASSWORD,
    secret,
    photoId,
    openid: OPENID,
    message,
  }
}

async function aKnownResident(platform: Platform): Promise<Person> {
  const { id, stationId, name, role } = (await findPerson(platform, 'wang')) as Person
  return savePerson(platform, {
    ...{ id, stationId, name, role },
    household: [{ relation: '妈妈', name: '王大娘', home: { zone: '9', building: '4', unit: '1', room: '201' } }],
  })
}

async function bindWorker(platform: Platform, worker: Person): Promise<string> {
  const { invitation } = await invite(platform, worker.id, { id: 'operator', reason: '' })
  await acceptInvitation(platform, { invitation, password: PASSWORD }, DESK)
  await signInByPassword(platform, { account: worker.name, password: PASSWORD }, DESK)
  const secret = await beginEnrolment(platform, worker.id)
  await confirmEnrolment(platform, worker.id, codeOf(secret, platform.clock.now()))
  await beginEnrolment(platform, worker.id)
  await limitTries(platform, [{ of: 'a guess', most: 5, minutes: 15 }], () => Promise.reject(new Error('wrong'))).catch(
    () => undefined,
  )
  return secret
}

/** What the authenticator shows at this time. */
export const codeOf = (secret: string, at: Date): string =>
  generateSync({ secret, epoch: Math.floor(at.getTime() / 1_000) })

async function askForHelp(platform: Platform, resident: Person, worker: Person): Promise<void> {
  const frame = { budget: 15, phone: '13812345678', groups: ['elderly' as const] }
  const { _id } = await aRequest(platform, resident, frame)
  const request = await approveRequest(platform, _id, worker.id, `let.${_id}`)
  const weekly = {
    rhythm: { every: 'week' as const, weekdays: [2] },
    part: 'morning' as const,
    onHoliday: 'skip' as const,
  }
  await beginRecurring(platform, request, weekly, resident.id, 'again')
}

async function talk(platform: Platform, { id }: Person): Promise<Filled['message']> {
  const message = {
    adapter: 'sandbox',
    account: 'yimin',
    messageId: 'said-1',
    at: platform.clock.now().toISOString(),
    seq: 1,
    kind: 'text' as const,
    room: { id: 'g1', topic: '海威益民一群' },
    from: { id, name: '王阿姨' },
    self: false,
    text: '我在六区9栋2单元4楼，想要两斤西红柿',
    mentionsMe: true,
  }
  await receiveMessages(platform, [message])
  const act = platform.vault.seal('取消', actAt(id))
  await threadsOf(platform).insertOne({ _id: id, act, candidates: ['A101', 'A102'], at: platform.clock.now() })
  return message
}

async function callAndSay(platform: Platform, resident: Person): Promise<void> {
  const { id, stationId } = resident
  await raiseAlarm(platform, { stationId, kind: 'emergency', subjectId: id, personId: id, text: '王阿姨求助', said: '我摔倒了', key: 'fall' }) // prettier-ignore
  await sayPrivately(platform, resident, {
    key: 'word',
    stationId,
    text: '记下了，送到6区9栋2单元4楼。',
    template: 'test',
  })
  await reportPresence(platform, {
    adapter: 'ilink',
    account: 'main',
    consumer: 'bot',
    state: 'scan',
    since: platform.clock.now(),
    qr: 'https://login.example/one-code',
  })
}

async function comeThroughWeChat(platform: Platform, resident: Person): Promise<void> {
  const now = platform.clock.now()
  await noteWeChatAccount(platform, DEMO_STATION, { openid: OPENID, sessionKey: 'c2Vzc2lvbi1rZXk=' })
  const text = JSON.stringify({ FromUserName: OPENID, CreateTime: 1, MsgType: 'text', Content: '在吗', MsgId: 7 })
  const push = platform.vault.blindIndex('["message","7"]', 'wechat.push')
  await pushesOf(platform).insertOne({ _id: push, event: 'text', message: platform.vault.seal(text, messageAt(push)), receivedAt: now, outbox: [] }) // prettier-ignore
  await weChatAppsOf(platform).insertOne({ _id: 'wxtest', token: platform.vault.seal('access-token', tokenAt('wxtest')), refreshes: 1 }) // prettier-ignore
  const former = await readFormer(platform, resident.id)
  if (!former) throw new Error('the resident is gone')
  const moved = { requests: [], photos: [], alarms: [], words: [], reads: [] }
  await joinsOf(platform).insertOne({
    _id: 'join1',
    stationId: DEMO_STATION,
    fromId: resident.id,
    toId: 'sun',
    chatId: 'wechat:one',
    how: 'code',
    state: 'joined',
    former,
    copied: [],
    moved,
    at: now,
    until: new Date(now.getTime() + 30 * 24 * 3_600_000),
  })
}

async function keepForAMoment(platform: Platform, { id, stationId }: Person): Promise<void> {
  await drawEntryCode(platform, { id, stationId }, { id: 'zhao', reason: '' })
  const keys = idempotencyKeys(platform.db, platform.clock, sealAnswers(platform.vault))
  await keys.once(anAnswer(), () => Promise.resolve({ status: 201, body: '{"door":"4楼"}', keep: true }))
}

/** One write that was answered. */
export const anAnswer = () => ({ caller: 'wang', route: 'askForHelp', key: 'once-1', input: {} })

/** Every sealed value of a record in clear, by where it stands; what does not open stands as it is said. */
export async function everythingIn(
  platform: Pick<Platform, 'db' | 'files'>,
  vault: Vault,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const opened = (open: () => string) => {
    try {
      return open()
    } catch {
      return 'does not open'
    }
  }
  for (const kind of SEALED) {
    for (const doc of await platform.db.collection(kind.collection).find().toArray()) {
      for (const { path, text, place } of sealedValuesIn(kind, doc))
        found.set(
          `${kind.collection} ${String(doc._id)} ${path}`,
          opened(() => vault.open(text, place)),
        )
      const file = kind.file?.(doc)
      const bytes = file && (await platform.files.get(file.id))
      if (file && bytes)
        found.set(
          `file ${file.id}`,
          opened(() => vault.openBytes(bytes, file).toString('base64')),
        )
    }
  }
  return found
}

/** A key as the settings have it. */
export const aKey = (): string => randomBytes(32).toString('base64')
