/** What somebody may wish of a helper (想请什么样的人), and what a helper may say of himself; nobody has to. */
export const GENDERS = ['woman', 'man'] as const
export type Gender = (typeof GENDERS)[number]

export const LANGUAGES = ['northeastern', 'cantonese', 'mongolian', 'minnan', 'sichuanese', 'sign'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Wish {
  gender?: Gender
  language?: Language
}

export const GENDER_WORDS: { readonly [gender in Gender]: string } = { woman: '女', man: '男' }

export const LANGUAGE_WORDS: { readonly [language in Language]: string } = {
  northeastern: '东北话',
  cantonese: '粤语',
  mongolian: '蒙语',
  minnan: '闽南话',
  sichuanese: '四川话',
  sign: '手语',
}

/** 女的，会说蒙语 */
export function sayWish({ gender, language }: Wish): string {
  return [
    gender && `${GENDER_WORDS[gender]}的`,
    language && `会${language === 'sign' ? '' : '说'}${LANGUAGE_WORDS[language]}`,
  ]
    .filter(Boolean)
    .join('，')
}
