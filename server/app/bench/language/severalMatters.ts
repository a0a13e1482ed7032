import type { Frame } from '@yimin/shared/language/frame'
import { NO_WORDS, understandAll } from '../../../language/index.ts'
import type { Several } from '../../../language/learned/matters/learnCuts.ts'
import { readOwn, readSeveral } from '../../utterances.ts'
import { percent, type Line } from './table.ts'

/** How well messages with several matters are told apart, on those that nothing was fitted to. */
export function severalLines(): Line[] {
  const messages = readSeveral('held')
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

type Said = Pick<Several, 'text' | 'now' | 'chat'>

const read = ({ text, now, chat }: Said): Frame[] => understandAll(text, now, NO_WORDS, chat)
const countIn = (message: Said): number => read(message).length
const intentsIn = (message: Said): string =>
  read(message)
    .map(({ intent }) => intent)
    .join()
const wanted = ({ frames }: Several): string => frames.map(({ intent }) => intent).join()

function shareOf<Message>(messages: readonly Message[], isRight: (message: Message) => boolean): string {
  return `${percent(messages.filter(isRight).length / messages.length)} of ${messages.length}`
}
