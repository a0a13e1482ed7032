import { talkWords } from '@yimin/shared/chat/words'
import { quietUntil } from '@yimin/shared/dispatch/quietHours'
import type { Platform } from '../../platform/platform.ts'
import { confirmRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 对: a plain errand is searched for at once, a doubtful one goes to a worker first. */
export async function confirm(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<Reply[]> {
  const confirmed = await confirmRequest(platform, request._id, utterance.speaker.id, utterance.cause)
  const text =
    confirmed.status === 'reviewing'
      ? talkWords.reviewing(await workerName(platform, utterance.station), confirmed.code)
      : wordsFor(confirmed, utterance.station, platform.clock.now())
  return [{ text, template: 'request.confirmed', about: confirmed._id }]
}

/** At night nobody is asked before the morning, and nothing is promised within ten minutes. */
function wordsFor({ code }: RequestDoc, { settings }: Utterance['station'], now: Date): string {
  return quietUntil(settings.dispatch.quietHours, now) ? talkWords.confirmedAtNight(code) : talkWords.confirmed(code)
}
