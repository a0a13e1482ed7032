import { recurringWords } from '@yimin/shared/recurring/words'
import type { Platform } from '../../platform/platform.ts'
import { decideOnRecurring, listRecurringOf } from '../../recurring/index.ts'
import { askOnce } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { AMENDABLE } from './amendThis.ts'
import { mineOf } from './pickRequest.ts'
import { readBackOrAsk } from './readBack.ts'
import { localNow, whoIs } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const ONCE =
  /^(只|就|光)(要|办|送|来|这)?(这)?一?(回|次)(就(行|够|好|可以))?(了|吧|啊)?$|^(不用|别|不要)(每|天天).{0,6}$/u

/** Weeks later these words still mean what comes again; shorter ones may answer something else. */
const SAYS_ALL = /^只要一(回|次)|^(不用|别|不要)(每|天天)/u

/** 只要一回: what she asked for again and again is done this once. `undefined` where she asked for nothing of the kind. */
export async function onlyOnce(
  platform: Platform,
  utterance: Utterance,
  word: string,
  about: (request: RequestDoc) => boolean,
): Promise<Reply[] | undefined> {
  if (!ONCE.test(word)) return undefined
  const mine = (await mineOf(platform, utterance)).find((one) => one.repeats !== undefined && about(one))
  if (!mine) return SAYS_ALL.test(word) ? endTheOnlyOne(platform, utterance) : undefined
  const isUnderWay = AMENDABLE.includes(mine.status)
  const once = isUnderWay ? await askOnce(platform, mine._id, utterance.speaker.id, utterance.cause) : mine
  if (once.status === 'draft') return [readAgain(once, utterance)]
  const tasks = await listRecurringOf(platform, utterance.speaker.id)
  const begun = tasks.find((task) => task.patternRequestId === mine._id && task.state !== 'ended')
  if (begun) await decideOnRecurring(platform, begun, 'end', { id: utterance.speaker.id, seen: begun.v })
  const text = isUnderWay ? recurringWords.onceOnly(mine.code) : recurringWords.answers.end
  return [{ text, template: 'request.onlyOnce', about: mine._id }]
}

/** It still waits for her yes. */
function readAgain(request: RequestDoc, utterance: Utterance): Reply {
  const audience = utterance.where.channel === 'room' ? 'group' : 'private'
  return { ...readBackOrAsk(request, whoIs(utterance), localNow(utterance), audience), template: 'request.onlyOnce' }
}

/** Of several a person knows better which: the page 定期的事 shows them. */
async function endTheOnlyOne(platform: Platform, { speaker }: Utterance): Promise<Reply[] | undefined> {
  const living = (await listRecurringOf(platform, speaker.id)).filter(({ state }) => state !== 'ended')
  const [only] = living
  if (!only || living.length > 1) return undefined
  await decideOnRecurring(platform, only, 'end', { id: speaker.id, seen: only.v })
  return [{ text: recurringWords.answers.end, template: 'request.onlyOnce', about: only.patternRequestId }]
}
