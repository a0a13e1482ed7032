import { workerWords } from '@yimin/shared/chat/words'
import { stationOf } from '../organisations/index.ts'
import { messageDied, outgoingOf } from '../messaging/index.ts'
import { PHOTOS } from '../photos/index.ts'
import { onEvent } from '../platform/events/events.ts'
import { findRequest, requestMoved } from '../requests/index.ts'
import { mediaJudged, revocationPushed, talkPushed } from '../platform/wechat/index.ts'
import { callAboutPhoto } from './commands/callAboutPhoto.ts'
import { callWorker } from './commands/callWorker.ts'
import { hearWeChat } from './commands/hearWeChat.ts'
import { noteRevocation } from './commands/noteRevocation.ts'
import { tellOfStep } from './tell/tellOfStep.ts'

export const chatReactions = [
  /** Everybody whom a step concerns learns of it. */
  onEvent(requestMoved, 'tellPeople', async (platform, moved, ref) => {
    const request = await findRequest(platform, moved.requestId)
    if (request) await tellOfStep(platform, request, moved, ref)
  }),

  /** Words that no channel took are told by a person. */
  onEvent(messageDied, 'callAboutDeadMessage', async (platform, { messageId }) => {
    const message = await outgoingOf(platform).findOne({ _id: messageId })
    // An alarm about an alarm would never end: the desk shows the first one anyway.
    if (!message || message.template.startsWith('alarm.')) return
    await callWorker(platform, {
      station: await stationOf(platform, message.stationId),
      kind: 'message_undelivered',
      subjectId: message.about ?? message._id,
      key: `undelivered/${message._id}`,
      text: workerWords.undelivered({ who: message.to.map((one) => one.name).join('、') }),
    })
  }),

  /** Words in the mini program's customer-service talk are heard like any others. */
  onEvent(talkPushed, 'hearWeChat', (platform, { pushId }) => hearWeChat(platform, pushId)),

  onEvent(mediaJudged, 'callAboutPhoto', async (platform, { collection, id, verdict }) => {
    if (collection === PHOTOS && verdict === 'review') await callAboutPhoto(platform, id)
  }),

  onEvent(revocationPushed, 'noteRevocation', (platform, { pushId }) => noteRevocation(platform, pushId)),
]
