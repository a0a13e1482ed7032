import { GROUPS, type Category, type Group, type Intent } from '@yimin/shared/language/frame'
import { readNumber } from '../grammar/numbers.ts'
import { AGE, GROUP_CUES } from '../lexicons/groupCues.ts'

const OLD = 60
const GROWN = 14

/** People who pass by, help or are thanked are not those in need. */
const BYSTANDER = /(?:谢谢|感谢|多谢|祝).{0,6}(?:奶奶|爷爷|大爷|大娘|阿婆)|(?:大家|各位|给).{0,4}老人们?拜年/

/** Who needs the service, as far as the text says so, in the contract's order. */
export function readGroups(text: string, intent: Intent, category: Category | undefined): Group[] {
  if (intent === 'other' || intent === 'report' || intent === 'accept' || intent === 'release' || intent === 'status' || intent === 'complete') return []
  if (category === 'volunteering') return []
  const found = new Set<Group>()
  for (const [group, cue] of GROUP_CUES) if (cue.test(text)) found.add(group)
  const age = AGE.exec(text)
  const years = age ? readNumber((age[1] ?? age[2] ?? '').replace('来', '')) : undefined
  if (years !== undefined && years >= OLD && years < 120) found.add('elderly')
  if (years !== undefined && years < GROWN && intent !== 'consult') found.add('child')
  if (BYSTANDER.test(text)) found.delete('elderly')
  if (category === 'childcare' && intent === 'request') found.add('child')
  if (found.has('child') && onlyGrownChildren(text) && category !== 'childcare') found.delete('child')
  if (intent === 'feedback') return []
  if (intent === 'consult') for (const group of ['child', 'patient'] as const) if (!tellsOfPerson(text)) found.delete(group)
  return GROUPS.filter((group) => found.has(group))
}

/** 孩子不在身边, 孩子在外地: grown children who are away, not a child in need. */
function onlyGrownChildren(text: string): boolean {
  return /孩子们?(?:都|也|全)?(?:不在|在外|在国外|上班|忙|没回|没时间|回不来|离得远|工作|出差)/.test(text) && !/放学|作业|幼儿园|发烧|小学|看孩子/.test(text)
}

function tellsOfPerson(text: string): boolean {
  return /我|家|老伴|邻居|孩子|娃/.test(text)
}
