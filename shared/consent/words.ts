/** By what act somebody agreed. */
export const CONSENT_ACTS = { page: '在手机上点的', form: '填的时候点的', desk: '在站里当面说的' } as const
export type ConsentAct = keyof typeof CONSENT_ACTS

export const ANSWER_WORDS = { yes: '同意', no: '不同意', withdrawn: '收回了同意' } as const

/** One answer among all that a person gave, in their order: 同意, 不同意, or 收回了同意 where she had agreed before. */
export function answerWord<Answer extends { kind: string; agreed: boolean }>(
  answers: readonly Answer[],
  answer: Answer,
): string {
  if (answer.agreed) return ANSWER_WORDS.yes
  const before = answers.slice(0, answers.indexOf(answer)).findLast(({ kind }) => kind === answer.kind)
  return before?.agreed ? ANSWER_WORDS.withdrawn : ANSWER_WORDS.no
}

export const consentWords = {
  open: '还没问过您。',
  said: (at: string, act: string, answer: string, version: number) => `${at} ${act}：${answer}（第${version}版说明）。`,
  outdated: (said: string) => `${said}说明后来改过，请再看一遍。`,
  newer: '这份说明刚改过，请看了新的再点。',
  notKept: '您没同意站里留资料，所以存不了。先到“我的数据”里点同意，再来存。',
  version: (version: number) => `第${version}版`,
} as const
