import type { Address, Item, ReadFrame } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { REFUSALS } from '@yimin/shared/moderation/words'
import { formWords } from '@yimin/shared/requests/formWords'
import type { ChosenTime, RequestForm } from '@yimin/shared/myRequests/contract'
import { sayItem } from '@yimin/shared/requests/words'
import type { Wish } from '@yimin/shared/people/wishes'
import { judgeRequest } from '../../moderation/index.ts'
import { checkedAddress, checkedPhone } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { amendRequest, faulty, whenOf } from '../../requests/index.ts'
import type { RequestDoc, Served } from '../../requests/index.ts'
import { AMENDABLE, answerToChange } from './amendThis.ts'
import { addressOf, beneficiaryOf, memberOf } from './forWhom.ts'
import { changeByWorker, isSeenByHelpers, judgedFirst } from './judgeWords.ts'
import { understandIn } from './understandIn.ts'
import { localNow } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'
import { groupsOnRecord } from './writeDown.ts'

export interface Changes {
  version: number
  items?: Item[]
  budgetFen?: number
  when?: ChosenTime
  address?: Address
  who?: RequestForm['who']
  where?: RequestForm['where']
  phone?: string
  helpersNeeded?: number
  wish?: Wish
  note?: string
}

/** Works what was changed on the page into the request. Throws `conflict` where it is too late, or another version was seen. */
export async function changeByForm(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  changes: Changes,
): Promise<Reply[]> {
  if (!AMENDABLE.includes(request.status)) throw new DomainError('conflict')
  const { version, items, note, helpersNeeded, wish } = changes
  const address = await placeOf(platform, utterance, changes)
  const frame = { ...frameOf(utterance, request, changes), address }
  const serves = await servedBy(platform, utterance, changes)
  const text = [items ? formWords.changedTo(items.map(sayItem).join('、')) : '', note].filter(Boolean).join('。')
  const judged = judgeRequest({ text, frame })
  if (judged.verdict === 'refuse') {
    const words = REFUSALS[judged.reasons[0]?.code ?? 'station_rule'] ?? REFUSALS.station_rule
    return [{ text: words, template: 'request.refused', about: request._id, privately: true }]
  }
  return judgedFirst(
    platform,
    utterance,
    [text, serves?.beneficiary].filter(Boolean).join('，'),
    async (judgedOnes) => {
      const { doubts } = judgedOnes
      if (doubts && isSeenByHelpers(request)) return changeByWorker(platform, { ...judgedOnes, text }, request)
      const by = { id: utterance.speaker.id, part: 'requester' as const }
      const amendment = {
        by,
        text,
        frame,
        items: 'set' as const,
        cause: utterance.cause,
        version,
        moves: true,
        doubts,
        serves,
        helpersNeeded,
        wish,
      }
      return answerToChange(platform, utterance, await amendRequest(platform, request._id, amendment))
    },
  )
}

/** Another place: filled in, or the home on record of whoever it is for. */
async function placeOf(platform: Platform, utterance: Utterance, { who, where, address }: Changes) {
  if (where) return addressOf(platform, utterance, { where }, who && memberOf(utterance, { who }))
  return address && checkedAddress(utterance.station, address, 'address')
}

/** For whom it is from now on; the requester's own groups are nobody else's. */
async function servedBy(platform: Platform, utterance: Utterance, { who }: Changes): Promise<Served | undefined> {
  if (!who) return undefined
  const beneficiary = beneficiaryOf({ who }, memberOf(utterance, { who }))
  if (beneficiary !== undefined) return { beneficiary, groups: [] }
  return { groups: await groupsOnRecord(platform, utterance.speaker) }
}

/** Only what was touched; of the note what a later word can add to a request. */
function frameOf(utterance: Utterance, { category }: RequestDoc, changes: Changes): ReadFrame {
  const { items, budgetFen, when, note, phone, version: _version, ...others } = changes
  if ([items, budgetFen, when, note, phone, ...Object.values(others)].every((touched) => touched === undefined))
    throw faulty('items', formWords.changeNothing)
  const read = note === undefined ? undefined : understandIn(utterance.station, note, localNow(utterance), 'private')
  return {
    intent: 'amend',
    confidence: 1,
    category,
    items,
    budget: budgetFen === undefined ? undefined : budgetFen / 100,
    when: when && whenOf(when, localNow(utterance)),
    groups: read?.groups,
    phone: phone === undefined ? read?.phone : checkedPhone(phone, 'phone'),
    urgent: read?.urgent,
  }
}
