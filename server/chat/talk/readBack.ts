import { talkWords } from '@yimin/shared/chat/words'
import { HELP_WORDS, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { sayRhythm } from '@yimin/shared/recurring/words'
import { buildingWord } from '@yimin/shared/organisations/words'
import { wishIsOver } from '../../requests/index.ts'
import type { Missing, RequestDoc } from '../../requests/index.ts'
import type { Reply } from './utterance.ts'

type Audience = 'group' | 'private'
const GOODS = ['produce', 'daily_goods', 'meal', 'medicine', 'parcel']
/** A line in the group has at most 60 characters before the code. */
const LINE = 60

export function fitsGroup(line: string, code: string): boolean {
  return line.length - code.length - 2 <= LINE
}

/** What was understood, or the one question about what is missing. */
export function readBackOrAsk(request: RequestDoc, who: string, now: string, audience: Audience): Reply {
  return request.missing.length > 0 ? ask(request, who, now, audience) : readBack(request, who, now, audience)
}

/** Something is brought to the door; any other help comes there itself. */
export const isBrought = (request: Pick<RequestDoc, 'category'>): boolean => GOODS.includes(request.category)

export function readBack(request: RequestDoc, who: string, now: string, audience: Audience): Reply {
  const place = buildingWord(request.place)
  const goods = isBrought(request)
  const said = (need: string) =>
    talkWords.readBack({
      who,
      need: request.helpersNeeded ? `${need}，${talkWords.hands(request.helpersNeeded)}` : need,
      when: request.repeats ? sayRhythm(request.repeats.rhythm, request.repeats.part) : sayWhen(request.when, now),
      place: goods ? talkWords.broughtTo(place) : talkWords.comeTo(place),
      code: request.code,
    })
  const full = said(sayNeed(request, audience))
  const tooLong = audience === 'group' && !fitsGroup(full, request.code)
  const short = `${HELP_WORDS[request.category]}${request.items.length > 0 ? `${request.items.length}样` : ''}`
  return { text: tooLong ? said(short) : full, template: 'request.readBack', about: request._id }
}

function ask(request: RequestDoc, who: string, now: string, audience: Audience): Reply {
  const o = {
    who,
    what: sayNeed({ ...request, budgetFen: undefined }, audience),
    questions: questionsOf(request, now),
    passed: passedWord(request, now),
    code: request.code,
  }
  const timeAlone = wishIsOver(request) && request.missing.every((missing) => missing === 'time')
  const askFor = audience === 'group' && request.missing.includes('address') ? talkWords.askForDoor : talkWords.ask
  const text = timeAlone ? talkWords.askAnotherTime(o) : askFor(o)
  return { text, template: 'request.ask', about: request._id }
}

/** 今天下午, as it was said. */
function passedWord({ passedWhen }: RequestDoc, now: string): string {
  return sayWhen(passedWhen, now)
}

/** The open question alone, on a page that says everything else. */
export function askWhatIsMissing(request: RequestDoc, now: string): string {
  return talkWords.stillMissing(questionsOf(request, now))
}

function questionsOf(request: RequestDoc, now: string): string {
  const { questions } = talkWords
  const ofMissing: Record<Missing, string> = {
    what: questions.what,
    address: isBrought(request) ? questions.address : questions.addressOfService,
    quantity: questions.quantity,
    time: wishIsOver(request) ? questions.otherTime(passedWord(request, now)) : questions.time,
  }
  return request.missing.map((missing) => ofMissing[missing]).join('、')
}
