import type { RecurringAct } from '@yimin/shared/recurring/contract'
import { DAY_PART_WORDS, recurringWords, sayDate, sayRhythm } from '@yimin/shared/recurring/words'
import { sayNeed } from '@yimin/shared/requests/words'
import { sayInRoom, sayPrivately } from '../../messaging/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RecurringTaskDoc } from '../recurring.model.ts'

/** `repeat`: her own sentence began it. */
type Told = 'begin' | 'repeat' | RecurringAct

/** Whoever comes again into somebody's life is told to her by name: what a worker arranged or changed, she hears once. */
export async function tellOfRecurring(platform: Platform, task: RecurringTaskDoc, act: Told): Promise<void> {
  const person = await findPerson(platform, task.requesterId)
  if (!person) return
  const words = {
    key: `recurring.${task._id}.${act}.${task.v}`,
    stationId: task.stationId,
    template: 'request.recurringChanged',
    about: task.patternRequestId,
  }
  if (await sayPrivately(platform, person, { ...words, text: say(task, act, 'private') })) return
  const { channel, chatId } = task.origin
  if (channel === 'room' && chatId)
    await sayInRoom(platform, chatId, [person], { ...words, text: say(task, act, 'group') })
}

function say(task: RecurringTaskDoc, act: Told, audience: 'private' | 'group'): string {
  const rhythm = sayRhythm(task.rhythm, task.part)
  const need = sayNeed(task, audience)
  if (act !== 'begin' && act !== 'repeat') return recurringWords.byStation[act](`${rhythm}的${need}`)
  const first = task.next ? `${sayDate(task.next.on)}${DAY_PART_WORDS[task.part]}` : ''
  return act === 'repeat'
    ? recurringWords.begunBySentence(rhythm, need, first)
    : recurringWords.begunByStation(rhythm, need, first)
}
