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

/** What whoever keeps the server reads where the master key is exchanged. */
export const exchangeWords = {
  usage: '用法：npm run exchange-key [-- --again] [-- --leave-unreadable]',
  nothingElse: '这里只能写 --again（一天里再换一次）和 --leave-unreadable（打不开的照旧放着）。',
  halfway: '钥匙换到一半。请在放着数据和钥匙的那台机器上再运行一次：npm run exchange-key',
  progress: (phase: 'looking' | 'sealing' | 'checking', collection: string, done: number, of: number) =>
    `${{ looking: '看一遍', sealing: '换新锁', checking: '核对' }[phase]}：${collection} ${done}/${of}`,
  notAlone: (alive: readonly { name: string; machine: string; pid: number }[]) =>
    [
      '还有程序在用这份数据，什么也没有动。请先都停掉；刚被强行停掉的，过一分钟再来：',
      ...alive.map(
        ({ name, machine, pid }) => `  ${name}（${[machine.split(' ')[0], `进程 ${pid}`].filter(Boolean).join('，')}）`,
      ),
    ].join('\n'),
  faults: (faults: readonly { kind: 'unreadable' | 'unknown'; collection: string; id: string; path: string }[]) =>
    [
      `有 ${faults.length} 处换不了，什么也没有动：`,
      ...faults
        .slice(0, 20)
        .map(
          ({ kind, collection, id, path }) =>
            `  ${collection}.${path}（${id}）${kind === 'unreadable' ? '打不开' : '像是锁着的，程序不认得'}`,
        ),
      '请先问维护的人。确定不要了，再运行：npm run exchange-key -- --leave-unreadable',
    ].join('\n'),
  refused: {
    wrong_key: '这里的钥匙打不开这份数据，什么也没有动。请把原来的 master.key（或 MASTER_KEY）放回来，再运行一次。',
    next_key_lost: '换到一半的那把新钥匙不在这里。请把 master-next.key（或 MASTER_KEY_NEXT）放回来，再运行一次。',
    next_key_missing:
      '钥匙写在设置里，新的也要写上：MASTER_KEY 留着旧的，MASTER_KEY_NEXT 写新的（openssl rand -base64 32），再运行一次。',
    same_key: 'MASTER_KEY_NEXT 和 MASTER_KEY 是同一把。请换一把新的：openssl rand -base64 32',
    restless: '还有程序在用旧钥匙写数据。请都停掉，再运行一次。',
  },
  doneInFiles:
    '钥匙换好了，可以启动益民。新钥匙在 keys/master.key，请马上备份一份；旧的在 keys/master-until-….key，只有旧备份还用得上。别的机器上也在跑的，把新的 master.key 拷过去。',
  doneInSettings:
    '钥匙换好了。现在把 MASTER_KEY 改成新的，去掉 MASTER_KEY_NEXT，再启动益民。旧的请收好，只有旧备份还用得上。',
  already: (at: string, inSettings: boolean) =>
    `${at.replace('T', ' ')} 已经换好了，这次什么也没有动。${
      inSettings ? 'MASTER_KEY 请写新的，去掉 MASTER_KEY_NEXT。' : '真要再换一把：npm run exchange-key -- --again'
    }`,
} as const

/** Words that say nothing of a person, and everything of where she works: a password made of them is guessed first. */
export const GUESSED_WORDS = [
  'yimin', 'admin', 'password', 'passwd', 'welcome', 'qwerty', 'asdfgh', 'zxcvbn', 'iloveyou', 'woaini', 'wangluo', 'shegong', 'zhanzhang',
  'baotou', 'kunbei', 'haiwei', 'station', 'shequ', 'abc', '5201314', '1314520', '1314521', '1314', '520', '益民', '社工', '站长', '密码', '管理员', '社区', '街道', '我爱你', '一二三四五六',
] as const // prettier-ignore
