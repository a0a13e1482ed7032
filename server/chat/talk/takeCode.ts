import { talkWords } from '@yimin/shared/chat/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { announceSame, ILINK, spendEntryCode } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Reply, Utterance } from './utterance.ts'

const CODE = /^\d{4}[ -]?\d{4}$/
const isBound = (chatId: string) => chatId.startsWith(`${ILINK}:`)

/** Nothing but the chat itself is known of this person. */
function isChatAlone({ role, verified, chatIds }: Person): boolean {
  return role === 'resident' && !verified && chatIds.length === 1 && chatIds.every(isBound)
}

/**
 * Whoever is new in a bound chat may say by a code who she is: her own (「登录码」 in a chat where we know her) or one of the station.
 * Never by a name or a number. `undefined` where this is no code for us.
 */
export async function takeCode(platform: Platform, utterance: Utterance): Promise<Reply[] | undefined> {
  const { speaker, where } = utterance
  const written = utterance.text.normalize('NFKC').trim()
  if (where.channel !== 'private' || !CODE.test(written) || !isChatAlone(speaker)) return undefined
  try {
    const { person, own } = await spendEntryCode(platform, written, speaker.id, speaker.stationId)
    if (!own && person.chatIds.some(isBound)) return [{ text: talkWords.boundAlready, template: 'talk.boundAlready' }]
    await announceSame(platform, { fromId: speaker.id, toId: person.id, how: own ? 'own_code' : 'code' })
    return [{ text: talkWords.knownNow, template: 'talk.knownNow' }]
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return [{ text: error.say, template: 'talk.wrongCode' }]
  }
}
