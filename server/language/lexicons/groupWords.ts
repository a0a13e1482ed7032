import { GROUPS, type Group } from '@yimin/shared/language/frame'
import { LexiconFault, readPairLines, readWords } from './readLexicon.ts'

const FILE = 'groups.txt'

function readGroupWords(): ReadonlyMap<Group, RegExp> {
  const words = new Map<Group, string[]>()
  for (const { line, word, other } of readPairLines(FILE)) {
    const group = GROUPS.find((each) => each === other)
    if (!group) throw new LexiconFault(`${FILE}:${line}: ${other} is no group`)
    words.set(group, [...(words.get(group) ?? []), word])
  }
  return new Map([...words].map(([group, list]) => [group, new RegExp(list.join('|'))]))
}

/** For each group the words that alone tell of it. */
export const GROUP_WORDS = readGroupWords()

/** 裴大爷, 梅奶奶: a surname with what old people are called. */
export const OLD_PERSON = new RegExp(
  `(?:${readWords('surnames.txt').join('|')})(?:家)?(?:奶奶|爷爷|大爷|大娘|阿婆|阿公|婆婆|爹爹|老太|姥姥|姥爷|外婆|外公)`,
)
