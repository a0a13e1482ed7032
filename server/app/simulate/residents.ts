import type { Cast } from './cast.ts'
import { lookAt } from './cast.ts'
import { assumed } from './assumptions.ts'
import { MINUTE_MS } from './community.ts'
import type { Demand } from './demand.ts'
import type { Message, Word } from './gateway.ts'
import type { Need } from './ledger.ts'
import { answerFor, SAYS, sentenceFor } from './sentences.ts'

/** Whoever hears nothing asks again, and the third time wants a person. */
const PATIENCE_MINUTES = 15
const TRIES = 3

/** A resident says what is needed. */
export function speakUp(cast: Cast, demand: Demand): Promise<void> {
  const need: Need = { demand, said: 0 }
  cast.ledger.write(need)
  sayNeed(cast, need)
  return Promise.resolve()
}

function sayNeed(cast: Cast, need: Need): void {
  const { demand, said } = need
  need.said += 1
  const plain = sentenceFor(
    cast.lots,
    { ...demand.wish, vague: false, place: demand.resident.home },
    `${demand.id}~${said}`,
  )
  const text = said === 0 ? demand.text : said < TRIES - 1 ? plain : '转人工'
  say(cast, demand, text, `${demand.id}~${said}`)
  cast.town.at(cast.town.now + PATIENCE_MINUTES * MINUTE_MS, () => {
    if (need.answeredAt === undefined && need.said < TRIES) sayNeed(cast, need)
    return Promise.resolve()
  })
}

function say({ gateway }: Cast, demand: Demand, text: string, id: string): void {
  gateway.say(messageOf(demand, text, id))
}

function messageOf({ resident, inGroup }: Demand, text: string, id: string): Message {
  const from = { id: resident.id, name: resident.name }
  return { id, from, text, ...(inGroup && { room: resident.room }) }
}

/** @param round how often it was opened again */
type Reaction = (cast: Cast, need: Need, word: Word, round: number) => void

/** What a resident does about the words that reach her. */
const REACTIONS: { readonly [template: string]: Reaction } = {
  'request.readBack': (cast, need) => confirm(cast, need, 'confirm'),
  'request.remind': (cast, need) => confirm(cast, need, 'reminded'),
  'request.ask': answerQuestion,
  'request.delivered': receive,
  'dispatch.goesOn': (cast, need) => mayGiveUp(cast, need, 'goes on'),
  'request.stillLooking': (cast, need) => mayGiveUp(cast, need, 'still looking'),
  'request.closedBySilence': mayComplain,
  'request.followUp': judge,
}

/** With these a person of the station answers for what was said. */
const HANDED_ON = ['talk.notUnderstood', 'talk.consult', 'talk.report', 'talk.register', 'talk.human']

/** Words for a resident. Whoever hears neither of her request nor of a person says it again. */
export async function hearAsResident(cast: Cast, residentId: string, word: Word): Promise<void> {
  if (word.about === undefined) {
    if (!HANDED_ON.includes(word.template)) return
    for (const need of cast.ledger.needsOf(residentId)) need.answeredAt ??= cast.town.now
    return
  }
  const known = await lookAt(cast, word.about)
  if (known?.need.demand.resident.id !== residentId) return
  known.need.answeredAt ??= cast.town.now
  REACTIONS[word.template]?.(cast, known.need, word, known.request.reopened)
}

interface Span {
  median: number
  spread: number
}

/** @param names what the lot of her span is drawn from */
function sayAfter({ lots, town, gateway }: Cast, { median, spread }: Span, names: string[], message: Message): void {
  const minutes = lots.span(median, spread, ...names)
  gateway.sayAt(town.now + minutes * MINUTE_MS, message)
}

function confirm(cast: Cast, need: Need, when: string): void {
  const { demand } = need
  const { id } = demand
  if (!cast.lots.happens(assumed('confirmShare'), id, when)) return
  const changesMind = cast.lots.happens(assumed('changeOfMindShare'), id, 'mind')
  const text = cast.lots.oneOf(changesMind ? SAYS.cancel : SAYS.yes, id, when, 'words')
  sayAfter(cast, assumed('confirmMinutes'), [id, when, 'minutes'], messageOf(demand, text, `${id}~${when}`))
}

function answerQuestion(cast: Cast, { demand }: Need, { text, key }: Word): void {
  const answer = answerFor(cast.lots, demand.wish, demand.resident.home, text, demand.id)
  const message = messageOf(demand, answer, `${demand.id}~answer~${key}`)
  sayAfter(cast, assumed('confirmMinutes'), [demand.id, 'answer'], message)
}

function receive(cast: Cast, { demand }: Need, { key }: Word, round: number): void {
  const { id } = demand
  const notDone = cast.lots.happens(assumed('notDoneShare'), id, 'not done', round)
  if (!notDone && !cast.lots.happens(assumed('receiptShare'), id, 'receipt', round)) return
  const words = cast.lots.oneOf(notDone ? SAYS.notDone : SAYS.received, id, 'receipt words')
  const message = messageOf(demand, words, `${id}~receipt~${key}`)
  sayAfter(cast, assumed('receiptMinutes'), [id, 'receipt minutes'], message)
}

function mayGiveUp(cast: Cast, { demand }: Need, when: string): void {
  if (!cast.lots.happens(assumed('impatienceShare'), demand.id, when)) return
  const message = messageOf(demand, cast.lots.oneOf(SAYS.cancel, demand.id, when), `${demand.id}~${when}`)
  sayAfter(cast, assumed('confirmMinutes'), [demand.id, when, 'minutes'], message)
}

/** A day of silence closed what never came: she says so. */
function mayComplain(cast: Cast, { demand }: Need, _word: Word, round: number): void {
  if (!cast.lots.happens(assumed('notDoneShare'), demand.id, 'after silence', round)) return
  say(cast, demand, cast.lots.oneOf(SAYS.notDone, demand.id, 'after silence'), `${demand.id}~complaint`)
}

/** A number from one to five, most are content. */
function judge(cast: Cast, { demand }: Need, { key }: Word): void {
  if (!cast.lots.happens(assumed('judgesShare'), demand.id, 'judges')) return
  const stars = cast.lots.oneOf(['5', '5', '5', '4', '3'], demand.id, 'stars')
  const message = messageOf(demand, stars, `${demand.id}~judges~${key}`)
  sayAfter(cast, assumed('receiptMinutes'), [demand.id, 'judges'], message)
}
