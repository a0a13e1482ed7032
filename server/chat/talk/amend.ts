import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { AMENDABLE, amendThis } from './amendThis.ts'
import { askForHelp } from './askForHelp.ts'
import { pickMine } from './pickRequest.ts'
import { SILENCE } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** Words of a change. In the group a line without one is no change of what is settled already, whatever else it tells. */
const CHANGES =
  /改|换|加|再|还|另外|多|少|带|早点|晚点|提前|推|不要|别|门牌|电话|送到|放|备注|记得|顺便|一起|不是|应该/u
const SURE = 0.8
/** 再加一袋盐, 改成明天, 四楼的, or a bare answer to the assistant's question. */
export async function amend(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const picked = await pickMine(platform, utterance, frame, (request) => AMENDABLE.includes(request.status), SILENCE)
  if (!('request' in picked)) {
    if (picked.replies.length > 0) return picked.replies
    // Nothing to add to: whoever names goods or a door wants something new.
    return frame.items?.length ? askForHelp(platform, utterance, { ...frame, intent: 'request' }) : SILENCE
  }
  const answers = picked.request.status === 'draft' && frame.confidence >= SURE
  const plain = utterance.spokenTo || answers || CHANGES.test(utterance.text)
  return plain ? amendThis(platform, utterance, frame, picked.request) : SILENCE
}
