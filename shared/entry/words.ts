/** What people read on the way in, in a browser. */
export const entryWords = {
  wrong: '账号或密码不对，请再看一遍。忘了密码，请站长再发一个邀请。',
  wrongCode: '登录码不对，或者已经过期。请再要一个。',
  wrongInvitation: '这个邀请已经用过或过期了，请站长再发一个。',
  pause: (minutes: number) => `试错的次数多了，请过${minutes}分钟再试，急事请打站里电话。`,
  passwordShort: (least: number) => `密码至少${least}个字，越长越好，可以是一句自己记得住的话。`,
  passwordLong: (most: number) => `密码最多${most}个字。`,
  passwordGuessable: '这个密码太好猜了，换一句别人想不到的话。',
  passwordCurrentWrong: '现在的密码不对。',
  passwordSame: '新密码和现在的一样，换一个。',
  notStaff: '这位不是站里的同事，不用密码。',
} as const

/** Words that say nothing of a person, and everything of where she works: a password made of them is guessed first. */
export const GUESSED_WORDS = [
  'yimin', 'admin', 'password', 'passwd', 'welcome', 'qwerty', 'asdfgh', 'zxcvbn', 'iloveyou', 'woaini', 'wangluo', 'shegong', 'zhanzhang',
  'baotou', 'kunbei', 'haiwei', 'station', 'abc', '益民', '社工', '站长', '密码', '管理员', '社区', '街道', '我爱你', '一二三四五六',
] as const // prettier-ignore
