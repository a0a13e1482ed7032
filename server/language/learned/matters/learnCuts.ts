import type { Frame } from '@yimin/shared/language/frame'
import { compileWords } from '../../grammar/addresses/places.ts'
import { seeded } from '../chance.ts'
import { isWare } from '../goods/wares.ts'
import type { ModelFile } from '../linear.ts'
import type { Deciding } from '../models.ts'
import { drawBags, train, type Example } from '../train.ts'
import { cutFeatures, type Side } from './cutFeatures.ts'
import { cutsOf, type Cut } from './cuts.ts'
import { readSide } from './readSide.ts'

interface Said {
  text: string
  now: string
  chat: 'group' | 'private'
}

/** A message of one matter. */
export type Single = Said & Frame

/** A message with all its matters, in its order. */
export interface Several extends Said {
  frames: Frame[]
}

export const ONE = 'one'
export const TWO = 'two'

/** A thousand buckets in all: the faint ones are kept too. More rounds learn the joints by heart and cut ordinary messages. */
const TRAINING = { rounds: 2, rate: 0.3, decay: 0.0005, faint: 1 }
/** Messages made of two others, and others left as they are. */
const JOINED = 5_000
const LONGEST = 60
/** One that was really written teaches more than one that was put together. */
const REAL_WEIGHT = 4
/** How two matters follow each other in one message. */
const JOINTS = [
  '。',
  '，',
  '，',
  ' ',
  '\n',
  '；',
  '，另外',
  '。另外',
  '，还有',
  ' 顺便',
  '，对了',
  '，再',
  '！还有',
  ' 另外',
  '，也',
]

/** Learns where one matter ends and the next begins: from real messages with several, and from pairs of single ones put together. */
export function learnCuts(models: Deciding, singles: readonly Single[], several: readonly Several[]): ModelFile {
  const words = compileWords({})
  const read = ({ now, chat }: Said, text: string): Side => readSide(models, text, now, words, chat)
  const examples = [
    ...several.flatMap((message) => fromReal(message, read)),
    ...joinSome(singles).flatMap((message) => fromJoined(message, read)),
  ]
  const bags = drawBags(examples.length)
  return train(
    [ONE, TWO],
    examples.map((example, i) => ({ ...example, bags: bags[i] ?? 0 })),
    TRAINING,
    () => undefined,
  ).file
}

type Read = (said: Said, text: string) => Side
type Taught = Omit<Example, 'bags'>

interface Sides {
  cut: Cut
  one: Side
  two: Side
}

const sidesOf = (said: Said, read: Read): Sides[] =>
  cutsOf(said.text).map((cut) => ({
    cut,
    one: read(said, said.text.slice(0, cut.from)),
    two: read(said, said.text.slice(cut.to)),
  }))

function fromReal(message: Several, read: Read): Taught[] {
  const [first, second, third] = message.frames
  if (!first || third) return []
  const sides = sidesOf(message, read)
  const right = second && bestCut(message.text, sides, first, second)
  if (second && !right) return []
  const whole = read(message, message.text)
  return sides.map(({ cut, one, two }) => ({
    features: cutFeatures(cut, whole, one, two),
    label: cut === right ? TWO : ONE,
    weight: REAL_WEIGHT,
  }))
}

/** Where both sides are read as they are labelled; nothing where they are read so nowhere. */
function bestCut(text: string, sides: readonly Sides[], first: Frame, second: Frame): Cut | undefined {
  let best: Cut | undefined
  let most = 0
  for (const { cut, one, two } of sides) {
    const agreed = agreement(one, first, text.slice(0, cut.from)) * agreement(two, second, text.slice(cut.to))
    if (agreed > most) [best, most] = [cut, agreed]
  }
  return best
}

/** How many things a side is read as that it is labelled with; 0 for another intent or where its goods are not told. */
function agreement(side: Side, frame: Frame, text: string): number {
  const { intent, category, address, items = [] } = frame
  if (side.intent !== intent || !items.every(({ name }) => text.includes(name))) return 0
  const isDoor = JSON.stringify(side.address) === JSON.stringify(address)
  return 1 + Number(side.category === category) + Number(isDoor)
}

interface Joined extends Said {
  /** Where the two were put together; nothing in one that was left as it was. */
  joint?: { from: number; to: number }
}

function joinSome(singles: readonly Single[]): Joined[] {
  const chance = seeded(23)
  const short = singles.filter(({ intent, text }) => intent !== 'other' && text.length <= LONGEST)
  const pick = (): Single => short[Math.floor(chance() * short.length)] as Single
  if (short.length === 0) return []
  return Array.from({ length: JOINED }, () => {
    const one = pick()
    let two = pick()
    while (mayBeOne(one, two)) two = pick()
    const joint = JOINTS[Math.floor(chance() * JOINTS.length)] ?? ' '
    const { text, ...said } = one
    const begin = text.replace(/[。！!~～\s]+$/, '')
    return [
      { ...said, text },
      { ...said, text: begin + joint + two.text, joint: { from: begin.length, to: begin.length + joint.length } },
    ]
  }).flat()
}

/** Goods upon goods for one door are one order, and so is a wish with its change. */
function mayBeOne(one: Frame, two: Frame): boolean {
  if (one.intent !== 'request') return one.intent === 'amend' && two.intent === 'amend'
  if (two.intent === 'amend') return true
  return two.intent === 'request' && isWare(one.category) && isWare(two.category) && !(one.address && two.address)
}

function fromJoined(message: Joined, read: Read): Taught[] {
  const whole = read(message, message.text)
  return sidesOf(message, read).map(({ cut, one, two }) => ({
    features: cutFeatures(cut, whole, one, two),
    label: message.joint && cut.from >= message.joint.from && cut.from <= message.joint.to ? TWO : ONE,
    weight: 1,
  }))
}
