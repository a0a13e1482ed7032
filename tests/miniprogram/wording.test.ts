import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { RELEASE_REASON_WORDS } from '@yimin/shared/dispatch/words'
import { GROUP_WORDS, ROLE_WORDS } from '@yimin/shared/people/words'
import { FORM_KIND_WORDS, REOPEN_WORDS } from '@yimin/shared/requests/formWords'
import { KIND_WORDS, STATUS_WORDS } from '@yimin/shared/requests/words'
import { dispatchWords } from '../../miniprogram/src/dispatch/words.ts'
import { words as peopleWords } from '../../miniprogram/src/people/words.ts'
import { kindWords as formKindWords, reopenWords } from '../../miniprogram/src/requests/words.ts'
import { groupWords, kindWords } from '../../miniprogram/src/station/words.ts'
import { words } from '../../miniprogram/src/words.ts'

describe('the same thing has the same name on every screen', () => {
  it.each([
    ['kinds of help, for staff', kindWords, KIND_WORDS],
    ['kinds of help, on the form', formKindWords, FORM_KIND_WORDS],
    ['special groups', groupWords, GROUP_WORDS],
    ['roles', words.roles, ROLE_WORDS],
    ['roles in the register', peopleWords.roles, ROLE_WORDS],
    ['what was not well', reopenWords, REOPEN_WORDS],
  ] as const)('%s: the phone and the server agree', (_, phone, server) => expect(phone).toEqual(server))

  it('reasons for giving back: the phone and the server agree', () => {
    const onPhone = Object.fromEntries(dispatchWords.giveBackReasons.map(({ value, word }) => [value, word]))
    expect(onPhone).toEqual(RELEASE_REASON_WORDS)
  })

  it('the five dots are the five states', () => {
    const { draft, open, accepted, delivered, done } = STATUS_WORDS
    expect(words.steps).toEqual([draft, open, accepted, delivered, done])
  })
})

/** Left: what was said somewhere; right: what is said everywhere (docs/glossary.md). */
const SETTLED = [
  ['指派', '派单'],
  ['审核通过', '放行'],
  ['待审核', '待审'],
  ['替本人办结', '替本人记成办好'],
  ['来龙去脉', '经过'],
  ['照顾的情况', '特殊情况'],
  ['住处', '住址'],
  ['待处理', '还没人看'],
  ['送晚了', '晚了'],
  ['过点了', '晚了'],
  ['存起来', '存好'],
  ['跑腿代办', '代办跑腿'],
] as const

const ROOTS = ['miniprogram/src', 'shared']
const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /words\.ts$/i.test(entry.name) && !/dist|node_modules/.test(entry.parentPath))
    .map((entry) => path.join(entry.parentPath, entry.name)),
)

it.each(SETTLED)('nobody reads “%s”: it is “%s”', (variant) => {
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((file) => readFileSync(file, 'utf8').includes(variant))).toEqual([])
})
