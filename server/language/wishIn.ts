import { LANGUAGES } from '@yimin/shared/people/wishes'
import type { Gender, Language, Wish } from '@yimin/shared/people/wishes'

const WOMAN =
  /(?:要|找|请|派|来|最好(?:是)?)(?:个|位|一个|一位)?(?:女(?:的|志愿者|同志|师傅|社工|护工|士)|大姐|阿姨来)/u
const MAN = /(?:要|找|请|派|来|最好(?:是)?)(?:个|位|一个|一位)?(?:男(?:的|志愿者|同志|师傅|社工|护工|士)|小伙子)/u
const SPEAKS: { readonly [language in Language]: RegExp } = {
  northeastern: /(?:会|能|懂)(?:说|讲|听)?东北话/u,
  cantonese: /(?:会|能|懂)(?:说|讲|听)?(?:粤语|广东话|白话)/u,
  mongolian: /(?:会|能|懂)(?:说|讲|听)?(?:蒙语|蒙古语|蒙古话|蒙话)/u,
  minnan: /(?:会|能|懂)(?:说|讲|听)?(?:闽南话|闽南语)/u,
  sichuanese: /(?:会|能|懂)(?:说|讲|听)?四川话/u,
  sign: /(?:会|能|懂)(?:打)?手语/u,
}

/** 最好是女志愿者, 要会说蒙语的: what a sentence wishes of whoever comes; `undefined` where it says nothing of it. Pure. */
export function wishIn(sentence: string): Wish | undefined {
  const gender: Gender | undefined = WOMAN.test(sentence) ? 'woman' : MAN.test(sentence) ? 'man' : undefined
  const language = LANGUAGES.find((one) => SPEAKS[one].test(sentence))
  return gender || language ? { ...(gender && { gender }), ...(language && { language }) } : undefined
}
