import type { Category, Group, Item, ReadFrame } from '@yimin/shared/language/frame'
import { FORM_KIND_WORDS, formWords } from '@yimin/shared/requests/formWords'
import type { FormKind, RequestForm } from '@yimin/shared/myRequests/contract'
import { sayItem } from '@yimin/shared/requests/words'
import { checkedPhone } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { faulty, KIND_CATEGORIES, SOLD, whenOf } from '../../requests/index.ts'
import { findRequestOf } from '../queries/findRequestOf.ts'
import { alreadyKnown, isSame } from './askForHelp.ts'
import { callEmergency } from './callEmergency.ts'
import { confirm } from './confirm.ts'
import { addressOf, beneficiaryOf, memberOf } from './forWhom.ts'
import { judgedFirst } from './judgeWords.ts'
import { mineOf } from './pickRequest.ts'
import { understandIn } from './understandIn.ts'
import { localNow } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'
import { groupsOnRecord, writeDown } from './writeDown.ts'

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
  const replies = await judgedFirst(platform, asked, shown, (judged) =>
    writeDown(platform, judged, frame, {
      address,
      groups,
      ...(beneficiary ? { beneficiary } : {}),
      ...(form.wish ? { wish: form.wish } : {}),
      ...(form.helpersNeeded === undefined ? {} : { helpersNeeded: form.helpersNeeded }),
    }),
  )
  return form.agreed ? agreeTo(platform, utterance, replies) : replies
}

/** Whoever read it back on the form itself has said yes already; what is missing or must be looked at is told as always. */
async function agreeTo(platform: Platform, utterance: Utterance, replies: Reply[]): Promise<Reply[]> {
  const written = await findRequestOf(platform, utterance.cause, replies)
  if (written?.status !== 'draft' || written.missing.length > 0) return replies
  return confirm(platform, utterance, written)
}

/** The form as a sentence, for the record and for whoever judges it: 帮我买2袋米。要东北米。 */
export function sayForm({ kind, items, note }: Pick<RequestForm, 'kind' | 'items' | 'note'>): string {
  const wanted = items.length > 0 ? sayWanted(items) : FORM_KIND_WORDS[kind]
  return [wanted, note].filter(Boolean).join('。')
}

/** What was chosen or written besides, out of the words of sayForm; nothing where they were not made by the form. */
export function noteOfForm(kind: FormKind, said: string): string | undefined {
  const [wanted = '', ...note] = said.split('。')
  const isForm = wanted === FORM_KIND_WORDS[kind] || (BOUGHT.includes(kind) && wanted.startsWith(BUY))
  return isForm && note.length > 0 ? note.join('。') : undefined
}

/** All of it, however long: what is not named is not judged. */
const sayWanted = (items: RequestForm['items']) => `${BUY}${items.map(sayItem).join('、')}`
const BUY = '帮我买'

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
  // The reader knows of each which it is.
  const read =
    items.length === 0
      ? note?.category
      : understandIn(utterance.station, sayWanted(items), localNow(utterance), 'private').category
  return read && SOLD.includes(read) ? read : KIND_CATEGORIES.groceries
}
