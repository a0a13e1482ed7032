/** Most questions under way at once, and in a minute: more would only make people wait and cost money. */
const AT_ONCE = 4
const PER_MINUTE = 60
/** Most that is waited in a minute, over all questions: behind a slow answer somebody may be crying for help. */
const WAITED_MS = 20_000
/** So many faults one after another, and nobody waits for the next one for a while. */
const FAULTS = 3
const REST_MS = 60_000
const MINUTE = 60_000

interface Question {
  began: number
  /** Undefined while it is under way. */
  tookMs?: number
}

/** Keeps a slow or broken endpoint from holding up the talk. Times in ms, from any steady clock. */
export class Restraint {
  private questions: Question[] = []
  private faults = 0
  private restsUntil = -Infinity

  /** The question that may be asked now, to be handed back to `end`. Undefined where it is too much. */
  begin(now: number): Question | undefined {
    this.questions = this.questions.filter(({ began, tookMs }) => tookMs === undefined || now - began < MINUTE)
    const underWay = this.questions.filter(({ tookMs }) => tookMs === undefined)
    const waitedMs = this.questions.reduce((sum, { tookMs = 0 }) => sum + tookMs, 0)
    const isTooMuch = underWay.length >= AT_ONCE || this.questions.length >= PER_MINUTE || waitedMs >= WAITED_MS
    if (now < this.restsUntil || isTooMuch) return undefined
    const question: Question = { began: now }
    this.questions.push(question)
    return question
  }

  end(question: Question, now: number, how: 'answered' | 'failed'): void {
    question.tookMs = now - question.began
    this.faults = how === 'answered' ? 0 : this.faults + 1
    if (this.faults < FAULTS) return
    this.faults = 0
    this.restsUntil = now + REST_MS
  }
}
