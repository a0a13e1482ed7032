import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import { myRequestView } from '@yimin/shared/myRequests/contract'
import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import { sayWish } from '@yimin/shared/people/wishes'
import { sayRhythm } from '@yimin/shared/recurring/words'
import { HISTORY_WORDS } from '@yimin/shared/requests/historyWords'
import { HELP_WORDS, sayInstant, sayWhen } from '@yimin/shared/requests/words'
import type { Pictures } from './queries/photosIn.ts'
import type { RequestDoc } from './request.model.ts'
import { abilitiesOf, mayChooseHelpers, mayRate, mayRemind, mayReopen, mayRepeat } from './request.policy.ts'
import { presentToRequester, sayCleared } from './request.presenter.ts'
import type { Names } from './request.presenter.ts'

interface Whole {
  names: Names
  now: Date
  handoverCode?: string | undefined
  pictures: Pictures
  /** Where it stands, in one line. */
  statusLine: string
  /** Somebody has to buy things for it. */
  goods: boolean
  /** The requester's own words, one entry a message. */
  said: readonly string[]
}

/** For the one who asked, on the request's own page. */
export function presentWhole(
  request: RequestDoc,
  { names, now, handoverCode, pictures, statusLine, goods, said }: Whole,
): MyRequestView {
  const brief = presentToRequester(request, names, now, handoverCode, pictures)
  const { assignee, status } = request
  return myRequestView.parse({
    ...brief,
    statusLine,
    kindWord: HELP_WORDS[request.category],
    goods,
    items: request.items,
    budgetFen: request.budgetFen,
    whenWord: sayWhen(request.when, toLocal(now)) || undefined,
    area: request.place,
    said,
    beneficiary: request.beneficiary,
    wish: request.wish,
    wishWord: request.wish && sayWish(request.wish),
    repeatsWord: request.repeats && sayRhythm(request.repeats.rhythm, request.repeats.part),
    late: status === 'accepted' && assignee !== undefined && assignee.promisedAt < now,
    rating: request.rating,
    reopenUntil: status === 'done' && mayReopen(request) && request.dueAt ? toLocalIso(request.dueAt) : undefined,
    history: historyOf(request, names, now),
    clearedWord: sayCleared(request),
    version: request.v,
    abilities: {
      ...brief.abilities,
      change: abilitiesOf(['amend'], status, 'requester').amend,
      rate: mayRate(request),
      remind: mayRemind(request),
      chooseHelpers: mayChooseHelpers(request),
      repeat: mayRepeat(request),
    },
  })
}

function historyOf(request: RequestDoc, names: Names, now: Date): MyRequestView['history'] {
  const helper = request.assignee && names.get(request.assignee.personId)
  // An acceptance that came to nothing names nobody: he may have given it back.
  const taken = request.history.findLastIndex(({ step }) => step === 'accept' || step === 'assign')
  return request.history.flatMap(({ step, at }, i) => {
    const word = HISTORY_WORDS[step]?.(i === taken ? helper : undefined)
    return word === undefined ? [] : [{ at: toLocalIso(at), time: sayInstant(toLocal(at), toLocal(now)), word }]
  })
}
