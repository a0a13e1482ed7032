import type { When } from '@yimin/shared/language/frame'
import { readContacts } from './grammar/contacts.ts'
import { readMinute } from './grammar/times/calendar.ts'
import { chooseOver, readTimes, toWhen } from './grammar/times/times.ts'
import { normalise, shorten } from './normalise/normalise.ts'

/**
 * The time for which something is wished, where it is over already: 今天下午, said at ten at night. The frame of such a message
 * has no time; whoever acts on it asks for another one. Undefined for what is only told of (今天下午摔了一跤). Pure.
 * @param now local time of the message
 */
export function passedTime(text: string, now: string): When | undefined {
  const minute = readMinute(now)
  if (minute === undefined) return undefined
  const plain = shorten(normalise(shorten(text)))
  const times = readTimes(readContacts(plain).text, minute)
  const over = chooseOver(times.spans, times.text)
  return over && toWhen({ ...over, past: false }, minute)
}
