import { GROUPS, type Category, type Group, type Intent } from '@yimin/shared/language/frame'
import { readNumber } from '../grammar/numbers.ts'
import { AGE, GROUP_CUES } from '../lexicons/groupCues.ts'

const OLD = 60
const GROWN = 14

/** People who pass by, help or are thanked are not those in need. */
const BYSTANDER = /(?:谢谢|感谢|多谢|祝).{0,6}(?:奶奶|爷爷|大爷|大娘|阿婆)|(?:大家|各位|给).{0,4}老人们?拜年/

/** A helper's own words, a notice and public matters tell of nobody in need. */
const WITHOUT_GROUPS: ReadonlySet<Intent> = new Set([
  'other',
  'report',
  'accept',
  'release',
  'status',
  'complete',
  'feedback',
])

/** Who needs the service, as far as the text says so, in the contract's order. */
export function readGroups(text: string, intent: Intent, category: Category | undefined): Group[] {
  if (WITHOUT_GROUPS.has(intent) || category === 'volunteering') return []
  const found = new Set<Group>()
  for (const [group, cue] of GROUP_CUES) if (cue.test(text)) found.add(group)
  addByAge(found, text, intent)
  if (BYSTANDER.test(text)) found.delete('elderly')
  if (category === 'childcare') found.add('child')
  else if (onlyGrownChildren(text)) found.delete('child')
  if (intent === 'consult' && !tellsOfPerson(text)) {
    found.delete('child')
    found.delete('patient')
  }
  return GROUPS.filter((group) => found.has(group))
}

function addByAge(found: Set<Group>, text: string, intent: Intent): void {
  const age = AGE.exec(text)
  const years = age ? readNumber((age[1] ?? age[2] ?? '').replace('来', '')) : undefined
  if (years === undefined) return
  if (years >= OLD && years < 120) found.add('elderly')
  if (years < GROWN && intent !== 'consult') found.add('child')
}

/** 孩子不在身边, 孩子在外地: grown children who are away, not a child in need. */
function onlyGrownChildren(text: string): boolean {
  return (
    /孩子们?(?:都|也|全)?(?:不在|在外|在国外|上班|忙|没回|没时间|回不来|离得远|工作|出差)/.test(text) &&
    !/放学|作业|幼儿园|发烧|小学|看孩子/.test(text)
  )
}

function tellsOfPerson(text: string): boolean {
  return /我|家|老伴|邻居|孩子|娃|新生儿|小孩/.test(text)
}
