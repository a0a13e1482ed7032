import { understand } from '../../../server/language/index.ts'
import { readSentences, slotsOf, type Sentence } from './sentences.ts'

const sentences = ['first', 'second', 'third', 'fourth', 'fifth'].flatMap(readSentences)
const read = (sentence: Sentence) => understand(sentence.text, sentence.now, {}, sentence.chat)
const share = (list: Sentence[], right: (sentence: Sentence) => boolean): number =>
  list.filter(right).length / list.length

describe('our own sentences', () => {
  it('are read with the right intent in at least 95 of 100', () => {
    const wrong = sentences.filter((sentence) => read(sentence).intent !== sentence.intent)
    expect(wrong.length / sentences.length).toBeLessThanOrEqual(0.05)
  })

  it('never miss an emergency', () => {
    const missed = sentences
      .filter(({ intent }) => intent === 'emergency')
      .filter((sentence) => read(sentence).intent !== 'emergency')
    expect(missed.map(({ text }) => text)).toEqual([])
  })

  it('leave small talk alone', () => {
    const talk = sentences.filter(({ intent }) => intent === 'other')
    expect(share(talk, (sentence) => read(sentence).intent === 'other')).toBeGreaterThanOrEqual(0.95)
  })

  it('miss at most 3 of 100 requests', () => {
    const requests = sentences.filter(({ intent }) => intent === 'request')
    expect(
      share(requests, (sentence) => ['request', 'emergency'].includes(read(sentence).intent)),
    ).toBeGreaterThanOrEqual(0.97)
  })

  it('get the right category in at least 93 of 100', () => {
    const told = sentences.filter(({ category }) => category)
    expect(share(told, (sentence) => read(sentence).category === sentence.category)).toBeGreaterThanOrEqual(0.93)
  })

  it('fill the slots with an F1 of at least 0.95', () => {
    let right = 0
    let wanted = 0
    let got = 0
    for (const sentence of sentences) {
      const gold = slotsOf(sentence)
      const found = slotsOf(read(sentence))
      wanted += gold.length
      got += found.length
      right += gold.filter((slot) => found.includes(slot)).length
    }
    expect((2 * right) / (wanted + got)).toBeGreaterThanOrEqual(0.95)
  })

  it('keep what is doubtful below the sure: right answers are believed more than wrong ones', () => {
    const belief = (list: Sentence[]) =>
      list.reduce((sum, sentence) => sum + read(sentence).confidence, 0) / Math.max(1, list.length)
    const wrong = sentences.filter((sentence) => read(sentence).intent !== sentence.intent)
    const right = sentences.filter((sentence) => read(sentence).intent === sentence.intent)
    expect(belief(right)).toBeGreaterThan(belief(wrong))
  })
})
