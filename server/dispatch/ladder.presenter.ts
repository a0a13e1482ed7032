import { callsStaff, LADDER_NAMES, rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { LadderName, Rung } from '@yimin/shared/dispatch/ladder'
import { ladderAtWork, laddersView, ladderTrial } from '@yimin/shared/dispatch/ladderContract'
import type { LadderAtWork, LaddersView, LadderTrial } from '@yimin/shared/dispatch/ladderContract'
import { ladderWord, ladderWords, sayRung } from '@yimin/shared/dispatch/ladderWords'
import { swapWords } from '@yimin/shared/dispatch/swapWords'
import { tripWords } from '@yimin/shared/dispatch/tripWords'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import { addressOf } from '@yimin/shared/people/addressing'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { HELP_WORDS, sayInstant } from '@yimin/shared/requests/words'
import { CATEGORIES } from '@yimin/shared/language/frame'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import type { Station } from '../organisations/index.ts'
import type { Person } from '../people/index.ts'
import type { RequestDoc, SwapWish } from '../requests/index.ts'
import { mayChangeLadders } from './dispatch.policy.ts'
import type { AtWork } from './queries/findLadderAtWork.ts'
import type { Trial } from './queries/tryLadder.ts'
import type { AskedHelper } from './search.model.ts'

const ENOUGH = 20

/** For staff: the rungs of a search with everybody who was asked on them. */
export function presentLadderAtWork(
  request: Pick<RequestDoc, 'code' | 'status' | 'swap'>,
  search: AtWork,
  people: ReadonlyMap<string, Person>,
  now: Date,
  mates: readonly Pick<RequestDoc, 'code'>[] = [],
): LadderAtWork {
  const rungs = rungsInOrder(search.ladder)
  return ladderAtWork.parse({
    code: request.code,
    now: sayNow(request, search, now),
    ...(search.nextAt ? { nextAt: toLocalIso(search.nextAt) } : {}),
    round: search.round,
    rungs: rungs.map((rung, i) => {
      const climb = search.climbs.findLast((one) => one.rung === rung.id)
      const state = stateOf(rungs, i, search)
      return {
        id: rung.id,
        word: sayRung(rung),
        state,
        stateWord: ladderWords.states[state],
        ...(climb ? { climbedAt: toLocalIso(climb.at) } : {}),
        group: climb?.group === true,
        ...(climb?.equity && { note: ladderWords.equity }),
        asked: search.asked.filter((one) => one.rung === rung.id).map((one) => presentAsked(one, people)),
      }
    }),
    earlier: search.earlier.map((one) => presentAsked(one, people)),
    ...(mates.length > 0 && { trip: sayMates(request, mates) }),
  })
}

function sayMates({ status }: Pick<RequestDoc, 'status'>, mates: readonly Pick<RequestDoc, 'code'>[]): string {
  const { inHand, searched } = tripWords.atDesk
  return (status === 'open' ? searched : inHand)(mates.map(({ code }) => code))
}

function presentAsked({ personId, at, reason, state, answeredAt }: AskedHelper, people: ReadonlyMap<string, Person>) {
  const person = people.get(personId)
  return {
    name: person ? addressOf(person) : ladderWords.gone,
    roleWord: person ? ROLE_WORDS[person.role] : '',
    at: toLocalIso(at),
    why: reason,
    state,
    answerWord: ladderWords.answers[state],
    ...(answeredAt ? { answeredAt: toLocalIso(answeredAt) } : {}),
  }
}

function stateOf(rungs: Rung[], i: number, search: AtWork): LadderAtWork['rungs'][number]['state'] {
  const id = rungs[i]?.id
  const climbed = search.climbs.findLast((one) => one.rung === id)
  const last = search.climbs.at(-1)
  if (climbed && climbed === last && search.state !== 'over') return 'now'
  if (climbed) return climbed.asked > 0 || climbed.group ? 'done' : 'skipped'
  const at = rungs.findIndex((rung) => rung.id === search.rung)
  if (search.state !== 'over' && i === at) return 'next'
  const reached = last ? rungs.findIndex((rung) => rung.id === last.rung) : -1
  return i < reached ? 'skipped' : 'later'
}

function sayNow({ status, swap }: Pick<RequestDoc, 'status' | 'swap'>, search: AtWork, now: Date): string {
  if (swap) return sayAskedForSwap(swap, search, now)
  if (status === 'accepted' || status === 'delivered' || status === 'done') return ladderWords.taken
  if (search.round === 0) return ladderWords.notYet
  if (search.state === 'over') return ladderWords.over
  const say = (at: Date) => sayInstant(toLocal(at), toLocal(now))
  if (search.restsUntil) return ladderWords.resting(say(search.restsUntil))
  const asking = search.asked.filter(({ state }) => state === 'asked').length
  return search.nextAt ? ladderWords.asking(asking, say(search.nextAt)) : ladderWords.withWorker
}

function sayAskedForSwap({ until }: SwapWish, { asked }: AtWork, now: Date): string {
  const count = asked.filter(({ state }) => state === 'asked').length
  return swapWords.atDesk.asking(count, sayInstant(toLocal(until), toLocal(now)))
}

/** For staff: the station's ladders, as data and in plain sentences. */
export function presentLadders(
  station: Pick<Station, 'v' | 'settings' | 'laddersSaved' | 'habitsSaved'>,
  names: ReadonlyMap<string, string>,
  roles: readonly string[],
): LaddersView {
  const { v, settings: { dispatch }, laddersSaved } = station // prettier-ignore
  return laddersView.parse({
    version: v,
    items: LADDER_NAMES.map((name) => {
      const saved = laddersSaved[name]
      const by = saved && names.get(saved.by)
      return {
        name,
        word: ladderWord(name),
        rungs: rungsInOrder(dispatch.ladders[name]),
        sentences: sentencesOf(dispatch.ladders[name]),
        ...(by ? { savedBy: by } : {}),
        ...(saved ? { savedAt: toLocalIso(saved.at) } : {}),
      }
    }),
    quietHours: dispatch.quietHours,
    habits: presentHabits(station, names),
    abilities: { change: mayChangeLadders(roles) },
  })
}

function presentHabits(
  { settings, habitsSaved }: Pick<Station, 'settings' | 'habitsSaved'>,
  names: ReadonlyMap<string, string>,
): LaddersView['habits'] {
  const { shopsCarry, tripWindowMinutes, asksPerWeek, easyKinds, equity } = settings.dispatch
  const by = habitsSaved && names.get(habitsSaved.by)
  return {
    shopsCarry,
    tripWindowMinutes,
    asksPerWeek,
    easyKinds,
    equity,
    kindChoices: CATEGORIES.filter((kind) => kind !== 'other' && kindOf(kind, settings) !== 'sensitive').map(
      (value) => ({ value, word: HELP_WORDS[value] }),
    ),
    ...(by ? { savedBy: by } : {}),
    ...(habitsSaved ? { savedAt: toLocalIso(habitsSaved.at) } : {}),
  }
}

function sentencesOf(rungs: Rung[]): string[] {
  return rungsInOrder(rungs).map((rung, i) => `${callsStaff(rung) || i > 0 ? '再' : '先'}${sayRung(rung)}`)
}

export function presentTrial({ searches, from, to, asItIs, changed }: Trial, name: LadderName): LadderTrial {
  const { known, ownWay, nights, few } = ladderWords.limits
  return ladderTrial.parse({
    searches,
    from: toLocal(from).slice(0, 10),
    to: toLocal(to).slice(0, 10),
    asItIs,
    changed,
    limits: [...(searches < ENOUGH ? [few(searches)] : []), known, ownWay, ...(name === 'emergency' ? [] : [nights])],
  })
}
