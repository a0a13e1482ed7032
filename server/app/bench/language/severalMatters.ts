import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Frame } from '@yimin/shared/language/frame'
import { NO_WORDS, understandAll } from '../../../language/index.ts'
import { percent, type Line } from './table.ts'
import { readOwn } from './utterances.ts'

/** A message with all that it asks for and tells, in its order. */
export interface SeveralMatters {
  text: string
  now: string
  chat: 'group' | 'private'
  frames: Frame[]
}

const HELD = path.resolve('tests', 'utterances', 'several', 'held.jsonl')

/** How well messages with several matters are told apart, on those that nothing was fitted to. */
export function severalLines(): Line[] {
  const messages = readFileSync(HELD, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SeveralMatters)
  const many = messages.filter(({ frames }) => frames.length > 1)
  const alike = messages.filter(({ frames }) => frames.length === 1)
  const own = readOwn('held')
  return [
    {
      what: 'several matters, all found',
      figure: shareOf(many, (message) => countIn(message) === message.frames.length),
    },
    { what: 'and each with its intent', figure: shareOf(many, (message) => intentsIn(message) === wanted(message)) },
    { what: 'one matter that looks like several, kept', figure: shareOf(alike, (message) => countIn(message) === 1) },
    { what: 'held-out messages of one matter, kept', figure: shareOf(own, (message) => countIn(message) === 1) },
  ]
}

type Said = Pick<SeveralMatters, 'text' | 'now' | 'chat'>

const read = ({ text, now, chat }: Said): Frame[] => understandAll(text, now, NO_WORDS, chat)
const countIn = (message: Said): number => read(message).length
const intentsIn = (message: Said): string =>
  read(message)
    .map(({ intent }) => intent)
    .join()
const wanted = ({ frames }: SeveralMatters): string => frames.map(({ intent }) => intent).join()

function shareOf<Message>(messages: readonly Message[], isRight: (message: Message) => boolean): string {
  return `${percent(messages.filter(isRight).length / messages.length)} of ${messages.length}`
}
