import type { ReadFrame } from '@yimin/shared/language/frame'
import { toLocal } from '@yimin/shared/language/localTime'
import { takeReadingsFrom } from '../../chat/index.ts'
import type { Sentence } from '../../chat/index.ts'
import type { CommunityWords } from '../../language/index.ts'

/** Somebody on another core who reads: he gives his readings to `hear`, in the order in which he was asked. */
export interface Reader {
  learn(words: CommunityWords): void
  read(sentences: Sentence[]): void
}

/** So many planned sentences lie before the reader at most, so that one that comes soon need not wait long. */
const BEFORE_HIM = 8
const PORTION = 4

/**
 * Lets sentences be read before they are said. What a sentence means hangs on nothing but itself, its minute and the station's
 * words, so a month is the same with and without it; it is only over sooner.
 */
export class ReadAhead {
  private readonly reader: Reader
  /** Known from the beginning of the month, in the order of their time. */
  private planned: readonly Sentence[] = []
  private begun = 0
  private readonly asked: Sentence[] = []
  private readonly readings = new Map<string, ReadFrame[]>()

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** @param words the station's; of sentences at a station with other words nothing is known */
  begin(words: CommunityWords, planned: readonly Sentence[]): void {
    this.reader.learn(words)
    this.planned = planned
    const isHis = sameAs(words)
    takeReadingsFrom((sentence, own) => (isHis(own) ? this.take(sentence) : undefined))
    this.goOn()
  }

  /** This is going to be said. */
  expect(sentence: Sentence): void {
    this.ask([sentence])
  }

  hear(readings: readonly ReadFrame[][]): void {
    for (const frames of readings) this.readings.set(keyOf(this.asked.shift() as Sentence), frames)
    this.goOn()
  }

  /** From now on every sentence is read when it is heard. */
  end(): void {
    takeReadingsFrom()
  }

  private take(sentence: Sentence): ReadFrame[] | undefined {
    const key = keyOf(sentence)
    const frames = this.readings.get(key)
    this.readings.delete(key)
    return frames
  }

  private goOn(): void {
    while (this.begun < this.planned.length && this.asked.length <= BEFORE_HIM - PORTION) {
      this.ask(this.planned.slice(this.begun, this.begun + PORTION))
      this.begun += PORTION
    }
  }

  private ask(sentences: Sentence[]): void {
    this.asked.push(...sentences)
    this.reader.read(sentences)
  }
}

/** As the assistant will hear it. */
export function sentenceAt(at: number, text: string, room: string | undefined): Sentence {
  return { text: text.trim(), now: toLocal(new Date(at)), chat: room === undefined ? 'private' : 'group' }
}

const keyOf = ({ text, now, chat }: Sentence): string => `${chat} ${now} ${text}`

/** The same words, whichever object they are in; each object is looked at once. */
function sameAs(words: CommunityWords): (others: CommunityWords) => boolean {
  const known = new WeakMap<CommunityWords, boolean>([[words, true]])
  const all = JSON.stringify(words)
  return (others) => {
    const isSame = known.get(others) ?? JSON.stringify(others) === all
    known.set(others, isSame)
    return isSame
  }
}
