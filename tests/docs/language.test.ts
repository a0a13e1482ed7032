import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ReadFrame } from '../../shared/language/frame.ts'
import { readOwn, type Utterance } from '../../server/app/utterances.ts'
import { CONFIDENT, NO_WORDS, understand } from '../../server/language/index.ts'

const page = readFileSync(path.resolve(__dirname, '../../docs/language.md'), 'utf8')

describe('the worked examples of docs/language.md', () => {
  const examples = [...page.matchAll(/^```json\n(.+)\n(.+)\n```$/gm)].map(([, asked = '', told = '']) => ({
    asked: JSON.parse(asked) as Utterance,
    told: JSON.parse(told) as ReadFrame,
  }))

  it('are five', () => {
    expect(examples).toHaveLength(5)
  })

  it.each(examples)('$asked.id is what the reader says', ({ asked, told }) => {
    const { confidence, ...frame } = { id: asked.id, ...understand(asked.text, asked.now, NO_WORDS, asked.chat) }
    const { confidence: toldConfidence, ...toldFrame } = told
    expect(frame).toEqual(toldFrame)
    expect(confidence >= CONFIDENT).toBe(toldConfidence >= CONFIDENT)
  })
})

describe('the weak places of docs/language.md', () => {
  const [, weak = ''] = page.split('## Where it is weak')
  const quoted = [...weak.matchAll(/「([^」]+)」/g)].map(([, text = '']) => text)

  it('are quoted from the held-out sentences, word by word', () => {
    const held = new Set(readOwn('held').map(({ text }) => text.replace(/\s+/g, ' ')))
    expect(quoted.length).toBeGreaterThan(9)
    expect(quoted.filter((text) => !held.has(text))).toEqual([])
  })
})
