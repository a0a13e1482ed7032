/** What is read while somebody speaks instead of writing. */
export const voiceWords = {
  start: '按一下，说话',
  stop: '说完了',
  listening: '正在听…',
  refused: '没有打开麦克风。可以在手机设置里打开，也可以打字，或者打站里电话。',
  unheard: '没听清。请再说一遍，或者打字。',
} as const
