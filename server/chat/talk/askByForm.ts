import type { Address, Category, Group, Item, ReadFrame } from '@yimin/shared/language/frame'
import { FORM_KIND_WORDS, formWords } from '@yimin/shared/requests/formWords'
import type { RequestForm } from '@yimin/shared/myRequests/contract'
import { sayItem } from '@yimin/shared/requests/words'
import { checkedAddress, checkedPhone, readHome, readMemberHome, speakableName } from '../../people/index.ts'
import type { Member } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { faulty, KIND_CATEGORIES, whenOf } from '../../requests/index.ts'
import { alreadyKnown, FOR_FAMILY, isSame } from './askForHelp.ts'
import { callEmergency } from './callEmergency.ts'
import { judgedFirst } from './judgeWords.ts'
import { mineOf } from './pickRequest.ts'
import { understandIn } from './understandIn.ts'
import { localNow } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'
import { groupsOnRecord, writeDown } from './writeDown.ts'

/** Goods differ in who sells them; the reader knows of each which it is. */
const SOLD: readonly Category[] = ['produce', 'daily_goods', 'meal']
const BOUGHT: readonly RequestForm['kind'][] = ['groceries', 'medicine']

/**
 * A request made of tiles: the same command, judgement, limits and read-back as a sentence. What was chosen is taken as it
 * is; only the note is read, and where it tells of danger, help is called first.
 */
export async function askByForm(platform: Platform, utterance: Utterance, form: RequestForm): Promise<Reply[]> {
  const note = form.note === undefined ? undefined : readNote(utterance, form.note)
  if (note?.intent === 'emergency') return callEmergency(platform, { ...utterance, text: form.note ?? '' }, note)
  const member = memberOf(utterance, form)
  const beneficiary = beneficiaryOf(form, member)
  const frame = frameOf(utterance, form, note)
  const address = await addressOf(platform, utterance, form, member)
  const groups: Group[] = beneficiary ? [] : await groupsOnRecord(platform, utterance.speaker)
  const asked = { ...utterance, text: sayForm(form) }
  const same = (await mineOf(platform, asked)).find((one) => isSame(one, { ...frame, address }, asked))
  if (same && same.history[0]?.cause !== utterance.cause) return alreadyKnown(same, asked)
  const shown = [asked.text, beneficiary].filter(Boolean).join('，')
  return judgedFirst(platform, asked, shown, (judged) =>
    writeDown(platform, judged, frame, { address, groups, ...(beneficiary ? { beneficiary } : {}) }),
  )
}

/** The form as a sentence, for the record and for whoever judges it: 帮我买2袋米。要东北米。 */
export function sayForm({ kind, items, note }: Pick<RequestForm, 'kind' | 'items' | 'note'>): string {
  const wanted = items.length > 0 ? sayWanted(items) : FORM_KIND_WORDS[kind]
  return [wanted, note].filter(Boolean).join('。')
}

/** All of it, however long: what is not named is not judged. */
const sayWanted = (items: RequestForm['items']) => `帮我买${items.map(sayItem).join('、')}`

function readNote(utterance: Utterance, note: string): ReadFrame {
  return understandIn(utterance.station, note, localNow(utterance), 'private')
}

function frameOf(utterance: Utterance, form: RequestForm, note: ReadFrame | undefined): ReadFrame {
  return {
    intent: 'request',
    confidence: 1,
    category: categoryOf(utterance, form, note),
    items: itemsOf(form, note),
    budget: form.budgetFen === undefined ? note?.budget : form.budgetFen / 100,
    when: whenOf(form.when, localNow(utterance)),
    phone: form.phone === undefined ? note?.phone : checkedPhone(form.phone, 'phone'),
    groups: note?.groups,
    urgent: note?.urgent,
  }
}

/** What was chosen; goods that only the note tells of count where nothing was chosen. */
function itemsOf({ kind, items, note }: RequestForm, read: ReadFrame | undefined): Item[] | undefined {
  if (kind === 'other' && note === undefined) throw faulty('note', formWords.saySomething)
  if (items.length > 0 || !BOUGHT.includes(kind)) return items
  if (note === undefined) throw faulty('items', formWords.nothingWanted)
  return read?.items
}

function categoryOf(utterance: Utterance, { kind, items }: RequestForm, note: ReadFrame | undefined): Category {
  if (kind === 'other') return note?.intent === 'request' ? (note.category ?? 'other') : 'other'
  if (kind !== 'groceries') return KIND_CATEGORIES[kind]
  const read =
    items.length === 0
      ? note?.category
      : understandIn(utterance.station, sayWanted(items), localNow(utterance), 'private').category
  return read && SOLD.includes(read) ? read : KIND_CATEGORIES.groceries
}

function memberOf({ speaker }: Utterance, { who }: RequestForm): Member | undefined {
  if (who.kind !== 'member') return undefined
  const member = speaker.household.find(({ id }) => id === who.memberId)
  if (!member) throw faulty('who.memberId', formWords.noSuchMember)
  return member
}

function beneficiaryOf({ who }: RequestForm, member: Member | undefined): string | undefined {
  if (who.kind === 'me') return undefined
  if (member) return member.relation
  const name = speakableName(who.name ?? '')
  if (name === '') throw faulty('who.name', formWords.nameNeeded)
  return name
}

async function addressOf(
  platform: Platform,
  { speaker, station }: Utterance,
  { where }: RequestForm,
  member: Member | undefined,
): Promise<Address> {
  if (where.kind === 'home') {
    const home = await readHome(platform, speaker.id, { id: speaker.id, role: speaker.role, reason: '' })
    if (!home) throw faulty('where.kind', formWords.noHome)
    return home
  }
  if (where.kind === 'member') {
    const home = member && (await readMemberHome(platform, speaker.id, member.id, FOR_FAMILY))
    if (!home) throw faulty('where.kind', formWords.noMemberHome)
    return home
  }
  if (!where.address) throw faulty('where.address.building', formWords.addressNeeded)
  return checkedAddress(station, where.address, 'where.address')
}
