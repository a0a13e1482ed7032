import { talkWords, workerWords } from '@yimin/shared/chat/words'
import type { Address, ReadFrame } from '@yimin/shared/language/frame'
import { buildingWord } from '@yimin/shared/organisations/words'
import type { Platform } from '../../platform/platform.ts'
import { callWorker } from '../commands/callWorker.ts'
import { quoted, nameOf, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const TEN_MINUTES = 600_000
const FIRE = /火|冒烟|浓烟|黑烟|烧起来|煤气|燃气|天然气|爆炸|电梯.{0,6}(困|关)|(困|关).{0,6}电梯/u
const POLICE = /抢|小偷|偷东西|打人|打起来|持刀|拿刀|砍|被骗|诈骗|撬|入室|失踪|走丢|跟踪|绑/u

/** Danger now: the number to dial in the first line, the worker on duty at once, no ladder. */
export async function callEmergency(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const room = utterance.station.rooms.find(({ chatId }) => chatId === utterance.where.chatId)
  const place =
    buildingWord(frame.address ?? utterance.speaker.area ?? {}) || (room ? workerWords.inRoom(room.topic) : '')
  await callWorker(platform, {
    station: utterance.station,
    kind: 'emergency',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    key: `emergency/${utterance.cause}`,
    ...(frame.address ? { place: areaOf(frame.address) } : {}),
    said: quoted(utterance),
    text: workerWords.emergency({ who: nameOf(utterance), place, said: quoted(utterance) }),
  })
  const words = talkWords.emergency
  const text = FIRE.test(utterance.text) ? words.fire : POLICE.test(utterance.text) ? words.police : words.medical
  return [{ text, template: 'talk.emergency', urgent: true }]
}

function areaOf({ place, zone, building }: Address) {
  return { ...(place ? { place } : {}), ...(zone ? { zone } : {}), ...(building ? { building } : {}) }
}

/** 人工: a person, in one step, from anywhere. */
export async function callPerson(platform: Platform, utterance: Utterance): Promise<Reply[]> {
  const { station } = utterance
  await callWorker(platform, {
    station,
    kind: 'needs_person',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    // Whoever calls again within minutes has been passed on already.
    key: `human/${utterance.speaker.id}/${Math.floor(utterance.at.getTime() / TEN_MINUTES)}`,
    text: workerWords.human({ who: nameOf(utterance), said: quoted(utterance) }),
  })
  const phone = utterance.where.channel === 'room' ? '' : station.phone
  return [{ text: talkWords.human(await workerName(platform, station), phone), template: 'talk.human' }]
}
