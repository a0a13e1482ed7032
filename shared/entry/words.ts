/** What people read on the way in, in a browser. */
export const entryWords = {
  wrong: '账号或密码不对，请再看一遍。忘了密码，请站长再发一个邀请。',
  wrongCode: '登录码不对，或者已经过期。请再要一个。',
  wrongInvitation: '这个邀请已经用过或过期了，请站长再发一个。',
  pause: (minutes: number) => `试错的次数多了，请过${minutes}分钟再试，急事请打站里电话。`,
  passwordShort: (least: number) => `密码至少${least}个字，越长越好，可以是一句自己记得住的话。`,
  passwordLong: (most: number) => `密码最多${most}个字。`,
  passwordGuessable: '这个密码太好猜了，换一句别人想不到的话。',
  passwordStolen: '这个密码很多人用过，也在别处泄露过，坏人会先试它。换一句自己想出来的话。',
  passwordCurrentWrong: '现在的密码不对。',
  passwordSame: '新密码和现在的一样，换一个。',
  notStaff: '这位不是站里的同事，不用密码。',
  /** What lets her in is changed only by who has just shown who she is. */
  signInAnew: '这一步要先确认是本人：请退出，再登录一次，一刻钟内来改。',
} as const

/** What whoever keeps the server reads at the command line. */
export const inviteWords = {
  usage:
    '用法：npm run --silent invite -- --name 姓名 [--phone 电话] [--role station_director|supervisor|station_worker] [--reason 为什么] [--lost-phone]',
  first: '第一次还要写上社工站：--station 站名 --community 社区 --station-phone 站里的电话',
  noName: '请写上姓名。',
  wrongRole: '身份只能是 station_director（站长）、supervisor（督导）、station_worker（社工）。',
  unknown: (option: string) => `看不懂这个选项：${option}。`,
  noStation: '这里还没有社工站。',
  stationThere: (name: string) => `这里已经有${name}了，不用再写社工站。`,
  twoOfThem: '有两位同名，请加上电话。',
  nobody: '站里没有这个人。新来的请写上身份。',
  onlyStaff: '只有站里的同事凭邀请登录，请写上身份。',
  recordAway: '连不上数据库。请看看 MONGODB_URI，或者先把益民启动起来。',
  given: (name: string) => `这是${name}的登录邀请，一天内有效，只能用一次。请亲手交给本人。`,
} as const

/** What whoever keeps the server reads where a lost WeChat account is let go. */
export const releaseWords = {
  usage: '用法：npm run --silent release -- --name 姓名 [--phone 电话] [--reason 为什么]',
  nothingElse: '这里只写姓名、电话和原因。',
  nobody: '站里没有这个人。',
  noAccount: '这位没有连着微信小程序，没有可放开的。',
  noWish: '站里还没有同事提。请社工当面认过本人，在名册里点“换微信”，一天之内再来。',
  done: (name: string) =>
    `${name}原来的微信已经退出，在别处登录的也都退了。站里的“提醒”页会把这件事摆七天。请社工给本人一个登录码。`,
} as const

/** What whoever keeps the server reads after an incident. */
export const affectedWords = {
  usage: '用法：npm run --silent affected -- --from 2026-11-01 [--to 2026-11-23] [--reader 同事姓名]',
  wrongDays: '日子写成 2026-11-01 这样，从前到后。',
  nobody: '站里没有这个人，或者有两位同名。',
  gone: '已删除',
  heads: ['编号', '称呼', '打开过的资料', '次数', '第一次', '最后一次'],
  found: (people: number) => `一共${people}位。表里有人的称呼，用完请删掉。`,
} as const

/** Words that say nothing of a person, and everything of where she works: a password made of them is guessed first. */
export const GUESSED_WORDS = [
  'yimin', 'admin', 'password', 'passwd', 'welcome', 'qwerty', 'asdfgh', 'zxcvbn', 'iloveyou', 'woaini', 'wangluo', 'shegong', 'zhanzhang',
  'baotou', 'kunbei', 'haiwei', 'station', 'shequ', 'abc', '5201314', '1314520', '1314521', '1314', '520', '益民', '社工', '站长', '密码', '管理员', '社区', '街道', '我爱你', '一二三四五六',
] as const // prettier-ignore
