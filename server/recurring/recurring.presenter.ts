import { toLocalIso } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { FORMER_READER_WORD } from '@yimin/shared/people/words'
import { RECURRING_ACTS, recurringView } from '@yimin/shared/recurring/contract'
import type { RecurringView } from '@yimin/shared/recurring/contract'
import {
  DAY_PART_WORDS,
  HOLIDAY_RULE_WORDS,
  RECURRING_STATE_WORDS,
  recurringWords,
  sayDate,
  sayRhythm,
} from '@yimin/shared/recurring/words'
import { HELP_WORDS, sayNeed } from '@yimin/shared/requests/words'
import type { RecurringTaskDoc } from './recurring.model.ts'
import { mayDecide } from './recurring.policy.ts'

/** For the one whose it is and for staff: building level, nothing sealed. `knowsYear`: the holidays of the next day's year are known. */
export function presentRecurring(
  task: RecurringTaskDoc,
  names: ReadonlyMap<string, string>,
  knowsYear: boolean,
): RecurringView {
  const { rhythm, part, onHoliday, until, next, opensAt } = task
  return recurringView.parse({
    id: task._id,
    state: task.state,
    stateWord: RECURRING_STATE_WORDS[task.state],
    kindWord: HELP_WORDS[task.category],
    summary: sayNeed(task, 'private'),
    place: buildingWord(task.place),
    rhythmWord: sayRhythm(rhythm, part),
    holidayWord: HOLIDAY_RULE_WORDS[onHoliday],
    recurrence: { rhythm, part, onHoliday, ...(until === undefined ? {} : { until }) },
    requester: { id: task.requesterId, name: names.get(task.requesterId) ?? FORMER_READER_WORD },
    ...(next && opensAt
      ? { next: { ...next, word: sayNext(task), opensAt: toLocalIso(opensAt), note: noteOn(task, knowsYear) } }
      : {}),
    opened: task.opened.map(({ code, on }) => ({ code, on, word: sayDate(on) })).reverse(),
    version: task.v,
    abilities: Object.fromEntries(RECURRING_ACTS.map((act) => [act, mayDecide(task, act)])),
  })
}

/** 11月24日周二上午 */
export function sayNext({ next, part }: Pick<RecurringTaskDoc, 'next' | 'part'>): string {
  return next ? `${sayDate(next.on)}${DAY_PART_WORDS[part]}` : ''
}

function noteOn({ next, onHoliday }: RecurringTaskDoc, knowsYear: boolean): string | undefined {
  if (next && next.on !== next.day) return recurringWords.movedFrom(sayDate(next.day))
  return knowsYear || onHoliday === 'anyway' ? undefined : recurringWords.unknownYear
}
