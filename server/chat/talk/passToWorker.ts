import { talkWords, workerWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { callWorker } from '../commands/callWorker.ts'
import { whoIs, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

type Matter = 'report' | 'consult' | 'register' | 'unclear'

const STATION_PHONE = /(站里?|社工站|你们|服务站|中心).{0,6}(电话|号码)|电话.{0,4}多少/u

/** A public problem, a question, a sign-up: a named worker answers; the assistant says who. */
export async function passToWorker(platform: Platform, utterance: Utterance, matter: Matter): Promise<Reply[]> {
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    key: `${matter}/${utterance.cause}`,
    text: workerWords[matter]({ who: whoIs(utterance), said: utterance.text.slice(0, 300) }),
  })
  if (matter === 'unclear') return [{ text: talkWords.notUnderstood, template: 'talk.notUnderstood' }]
  const worker = await workerName(platform, utterance.station)
  return [{ text: talkWords[matter](worker), template: `talk.${matter}` }]
}

export const report = (platform: Platform, utterance: Utterance, _frame: ReadFrame) =>
  passToWorker(platform, utterance, 'report')

export const register = (platform: Platform, utterance: Utterance, _frame: ReadFrame) =>
  passToWorker(platform, utterance, 'register')

/** The station's own phone is known; everything else a worker answers. */
export async function consult(platform: Platform, utterance: Utterance, _frame: ReadFrame): Promise<Reply[]> {
  const alone = utterance.where.channel !== 'room' || utterance.speaker.canBeWrittenTo
  if (alone && STATION_PHONE.test(utterance.text) && utterance.station.phone) {
    return [{ text: talkWords.stationPhone(utterance.station.phone), template: 'talk.stationPhone', privately: true }]
  }
  return passToWorker(platform, utterance, 'consult')
}
