import { talkWords, workerWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { sayNeed } from '@yimin/shared/requests/words'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { quoted, nameOf, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const TEN_MINUTES = 600_000

type Matter = 'report' | 'consult' | 'register' | 'unclear'

const STATION_PHONE = /(站里?|社工站|你们|服务站|中心).{0,6}(电话|号码)|电话.{0,4}多少/u

/** A public problem, a question, a sign-up: a named worker answers; the assistant says who. */
export async function passToWorker(platform: Platform, utterance: Utterance, matter: Matter): Promise<Reply[]> {
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    // The same words again are the same matter.
    key: `${matter}/${utterance.speaker.id}/${Math.floor(utterance.at.getTime() / TEN_MINUTES)}/${quoted(utterance)}`,
    text: workerWords[matter]({ who: nameOf(utterance), said: quoted(utterance) }),
  })
  if (matter === 'unclear') {
    // Said once in a while: whoever goes on writing does not hear it at every line.
    const key = `notUnderstood.${utterance.speaker.id}.${Math.floor(utterance.at.getTime() / TEN_MINUTES)}`
    return [{ text: talkWords.notUnderstood, template: 'talk.notUnderstood', key }]
  }
  const worker = await workerName(platform, utterance.station)
  return [{ text: talkWords[matter](worker), template: `talk.${matter}` }]
}

/** A refused medicine for which there is a prescription after all: a worker checks it. */
export async function passPrescription(
  platform: Platform,
  utterance: Utterance,
  refused: RequestDoc,
): Promise<Reply[]> {
  await callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: refused._id,
    personId: utterance.speaker.id,
    key: `prescription/${refused._id}`,
    text: workerWords.prescription({
      who: nameOf(utterance),
      code: refused.code,
      need: sayNeed(refused, 'private'),
    }),
  })
  const worker = await workerName(platform, utterance.station)
  return [{ text: talkWords.prescription(worker), template: 'request.prescription', about: refused._id }]
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
