import type { ReadFrame, When } from '@yimin/shared/language/frame'
import { passedTime } from '../../language/index.ts'
import { localNow } from './utterance.ts'
import type { Utterance } from './utterance.ts'

/** What was read, without a time that is over, and that time. */
export interface Timely {
  frame: ReadFrame
  passed?: When
}

/** 今天下午, said at night: nobody can come then. It is not dropped in silence: whoever acts on the frame asks for another time. */
export function withoutPassed(utterance: Utterance, frame: ReadFrame): Timely {
  const now = localNow(utterance)
  if (frame.when) {
    if (!isOver(frame.when, now)) return { frame }
    const { when: passed, ...rest } = frame
    return { frame: rest, passed }
  }
  const passed = passedTime(utterance.text, now)
  return passed ? { frame, passed } : { frame }
}

/** This evening lasts until midnight. */
function isOver({ from, to }: When, now: string): boolean {
  if (to === undefined || to > now) return false
  return !(from?.endsWith('T18:00') && to.endsWith('T21:00') && to.slice(0, 10) === now.slice(0, 10))
}
