import type { Address, ReadFrame } from '@yimin/shared/language/frame'
import { talkWords } from '@yimin/shared/chat/words'
import { isHelper } from '@yimin/shared/people/roles'
import { readReasons } from '@yimin/shared/requests/words'
import { agreesWith, readHome, readMemberHome } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { AMENDABLE, amendThis } from './amendThis.ts'
import { passToWorker } from './passToWorker.ts'
import { mineOf } from './pickRequest.ts'
import type { Reply, Utterance } from './utterance.ts'
import { withoutPassed } from './withoutPassed.ts'
import { groupsOnRecord, writeDown } from './writeDown.ts'
import type { Details } from './writeDown.ts'

const FRESH_MS = 30 * 60_000
const ADDS_ON = /^(对|是|好|嗯|行|可以|没错|哦|噢)?(的|啊|了)?[，,。 ]*(再|另外再?)(给我)?(加|多?带|来|要|添)/u
const KIN =
  /(我|俺|咱)?(妈妈|老妈|母亲|爸爸|老爸|父亲|妈|爸|奶奶|爷爷|姥姥|姥爷|外婆|外公|婆婆|公公|岳母|岳父|老伴|邻居)/u
/** The speaker is elsewhere, or speaks of a home that is not his. */
const ELSEWHERE = /在外地|在外面打工|(她|他|妈|爸|奶奶|爷爷|邻居)家|不放心|离得远|赶不回|回不去/u

/** A new request: written down once, read back in one message, or the one question about what is missing. */
export async function askForHelp(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  if (await asksAboutErrand(platform, utterance)) return passToWorker(platform, utterance, 'consult')
  const mine = await mineOf(platform, utterance)
  const same = mine.find((request) => isSame(request, frame, utterance))
  if (same && same.history[0]?.cause !== utterance.cause) return alreadyKnown(same, utterance)
  const shown = mine.find((request) => addsTo(request, utterance))
  if (shown) return amendThis(platform, utterance, { ...frame, intent: 'amend' }, shown)
  const { frame: timely, passed } = withoutPassed(utterance, frame)
  return writeDown(platform, utterance, timely, {
    ...(await detailsOf(platform, utterance, frame)),
    ...(passed ? { passedWhen: passed } : {}),
  })
}

/** 没有瘦肉了，换成五花肉行吗: a helper's question about what he has in hand is no wish of his own. */
async function asksAboutErrand(platform: Platform, { speaker, text }: Utterance): Promise<boolean> {
  if (!isHelper(speaker.role) || !/没有.{0,6}了|卖完|缺货|换成|行吗|可以吗|行不行/u.test(text)) return false
  return (await listInHandOf(platform, speaker.id)).length > 0
}

/** 对，再加个茄子: to what was read back a moment ago. */
function addsTo(request: RequestDoc, utterance: Utterance): boolean {
  const fresh = utterance.at.getTime() - request.updatedAt.getTime() < FRESH_MS
  return fresh && AMENDABLE.includes(request.status) && ADDS_ON.test(utterance.text)
}

async function detailsOf(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Details> {
  const { speaker, text } = utterance
  const beneficiary = KIN.exec(text)?.[2]
  return {
    address: await addressFor(platform, speaker, text, frame.address, beneficiary),
    groups: beneficiary ? [] : await groupsOnRecord(platform, speaker),
    ...(beneficiary ? { beneficiary } : {}),
  }
}

/** The assistant looks a relative's home up for the one who brings help; the asker hears the building only. */
export const FOR_FAMILY = { id: 'system', role: 'system', reason: readReasons.family } as const

/**
 * What was said comes first, and the home on record fills it up where both speak of the same building.
 * A relative with a home of her own has that one; for a home that is not the speaker's and is not known, nothing is guessed.
 */
async function addressFor(
  platform: Platform,
  speaker: Person,
  text: string,
  said: Address | undefined,
  beneficiary: string | undefined,
): Promise<Address | undefined> {
  const reader = { id: speaker.id, role: speaker.role, reason: '' }
  const member = beneficiary ? speaker.household.find((one) => sameKin(one.relation, beneficiary)) : undefined
  const theirs = member ? await readMemberHome(platform, speaker.id, member.id, FOR_FAMILY) : undefined
  const own =
    theirs ??
    (beneficiary && ELSEWHERE.test(text)
      ? undefined
      : speaker.area
        ? await readHome(platform, speaker.id, reader)
        : undefined)
  const known = own && beneficiary === '邻居' && !theirs ? buildingOf(own) : own
  if (!said) return known
  return known && agreesWith(said, known) ? { ...known, ...said } : said
}

/** A neighbour lives in the same building, behind another door. */
function buildingOf({ place, zone, building }: Address): Address {
  return { ...(place ? { place } : {}), ...(zone ? { zone } : {}), ...(building ? { building } : {}) }
}

const KIN_SETS = [['妈妈', '妈', '老妈', '母亲'], ['爸爸', '爸', '老爸', '父亲'], ['奶奶'], ['爷爷'], ['姥姥', '外婆'], ['姥爷', '外公'], ['婆婆', '岳母'], ['公公', '岳父'], ['老伴'], ['邻居']] // prettier-ignore

function sameKin(a: string, b: string): boolean {
  return a === b || KIN_SETS.some((set) => set.includes(a) && set.includes(b))
}

/** The same person wants the same thing again within minutes: one need, one request. */
export function isSame(request: RequestDoc, frame: ReadFrame, utterance: Utterance): boolean {
  const recent =
    utterance.at.getTime() - request.createdAt.getTime() < utterance.station.settings.talk.sameWithinMinutes * 60_000
  const alive = ['draft', 'reviewing', 'open', 'accepted'].includes(request.status)
  const names = (frame.items ?? [])
    .map((item) => item.name)
    .sort()
    .join()
  const known = request.items
    .map((item) => item.name)
    .sort()
    .join()
  const building = frame.address?.building
  // Of what was hardly understood the kind is a guess, and another guess is no other need.
  const guessed = names === '' && request.reviewReasons.includes('low_confidence')
  return (
    recent && alive && (guessed || request.category === (frame.category ?? 'other')) && names === known &&
    (building === undefined || request.place.building === undefined || building === request.place.building) &&
    sameQuantities(request, frame)
  ) // prettier-ignore
}

function sameQuantities(request: RequestDoc, frame: ReadFrame): boolean {
  return (frame.items ?? []).every((item) => {
    const known = request.items.find((one) => one.name === item.name)
    return item.quantity === undefined || known?.quantity === undefined || item.quantity === known.quantity
  })
}

export function alreadyKnown(request: RequestDoc, utterance: Utterance): Reply[] {
  return [
    {
      // What still waits for her own yes is not under way.
      text: (request.status === 'draft' ? talkWords.alreadyKnown : talkWords.inHandAlready)(request.code),
      template: 'request.alreadyKnown',
      about: request._id,
      key: `alreadyKnown.${request._id}.${utterance.speaker.id}`,
    },
  ]
}
