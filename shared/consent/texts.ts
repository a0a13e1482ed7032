/**
 * `rules`: the station keeps phone, home and family for the next time. `groups`: it keeps special groups, which is sensitive and
 * needs a consent of its own (PIPL 29). What is needed for one errand needs neither: it was asked for.
 */
export const CONSENT_KINDS = ['rules', 'groups'] as const
export type ConsentKind = (typeof CONSENT_KINDS)[number]

export interface ConsentText {
  version: number
  title: string
  text: readonly string[]
}

/**
 * Every text that people were ever asked about, the one of today last. A text is never changed, only followed by the next one:
 * the record of who agreed names its number and its hash. A test holds the hashes.
 */
export const CONSENT_TEXTS: { readonly [kind in ConsentKind]: readonly [ConsentText, ...ConsentText[]] } = {
  rules: [
    {
      version: 1,
      title: '站里怎么用您的资料',
      text: [
        '记什么：您怎么称呼、托付的事，还有您愿意留的电话、住址、家人。',
        '做什么：只为把您托付的事办好，下次不用再说一遍。',
        '谁看得到：站里的工作人员。接单的人只看这一单要用的，办完就看不到了。',
        '留多久：一单办完七天，这一单里的门牌和电话就抹掉；其余的留到您删掉为止。',
        '您随时能看、能改、能带走、能删掉，也能收回同意，都在“我的数据”里。',
        '不同意也照样能求助，只是站里不留您的电话、住址和家人，每次要再说一遍。',
      ],
    },
    {
      version: 2,
      title: '站里怎么用您的资料',
      text: [
        '记什么：您怎么称呼、托付的事，还有您愿意留的电话、住址、家人。',
        '做什么：只为把您托付的事办好，下次不用再说一遍。',
        '谁看得到：站里的工作人员。接单的人只看这一单要用的，办完就看不到了。',
        '留多久：一单办完七天，这一单里的门牌和电话就抹掉；您说过的话留半年，托付了什么留三年。',
        '您怎么称呼，您留的电话、住址、家人，留到您删掉为止。',
        '您随时能看、能改、能带走、能删掉，也能收回同意，都在“我的数据”里。',
        '不同意也照样能求助，只是站里不留您的电话、住址和家人，每次要再说一遍。',
      ],
    },
  ],
  groups: [
    {
      version: 1,
      title: '让站里知道您的特殊情况',
      text: [
        '年纪大、独居、行动不便、怀孕、生病、生活困难，这些比别的更要紧，所以单独问您。',
        '做什么：只为先照顾您。别的一概不用。',
        '谁看得到：站里的社工，看一次记一次，您能看到是谁看的。接单的人看不到，群里不说。',
        '不同意就不留，求助一样办。随时能收回，收回就抹掉。',
      ],
    },
  ],
}

/** The text that people are asked about today. */
export function currentText(kind: ConsentKind): ConsentText {
  const texts = CONSENT_TEXTS[kind]
  return texts[texts.length - 1] ?? texts[0]
}
