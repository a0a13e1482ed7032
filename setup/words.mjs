/**
 * Every sentence the set-up says. People of the station read the Chinese one; `en` is for whoever helps them.
 * A fault always names the way out.
 */

const WAYS_TO_MONGO = '设置 MONGODB_URI 指向现有的 MongoDB；或安装 MongoDB（mongod）；或用 deploy/compose.yaml。'
const NAMES = { web: '网页服务', worker: '后台任务', bot: '群助手', gateway: '微信网关' }
const PRODUCTS = { server: '程序', h5: '住户页面' }
const ROLES = {
  resident: '居民',
  volunteer: '志愿者',
  enterprise: '社区企业',
  station_worker: '社工',
  supervisor: '督导',
  station_director: '站长',
}

export const words = {
  // — progress —
  installing: () => ({ zh: '第一次启动要装依赖，大约一两分钟…', en: 'installing dependencies' }),
  building: (name) => ({ zh: `正在编译${PRODUCTS[name] ?? name}…`, en: `building ${name}` }),
  stillAtIt: (seconds) => ({ zh: `  还在进行，已用 ${seconds} 秒…`, en: `still at it, ${seconds} s` }),
  fetchingLibrary: () => ({
    zh: '系统的 C 库旧了一点，正在取一份新的放在 .data/ 里（只给数据库用，不动系统）…',
    en: 'fetching a private newer C library',
  }),
  fetchingRedis: () => ({
    zh: '本机没有 Redis，正在取一份放在 .data/ 里（不动系统）…',
    en: 'fetching a private Redis',
  }),
  installingRedis: () => ({ zh: '正在用 apt 安装 Redis…', en: 'installing Redis through apt' }),
  installingBrowser: (names) => ({
    zh: `测试要用浏览器和中文字体，正在用 apt 安装 ${names}…`,
    en: `installing ${names} through apt`,
  }),
  fetchingBrowser: () => ({ zh: '正在取一份测试用的 Chromium 放在 .data/ 里…', en: 'fetching Chromium for the tests' }),
  startingServices: () => ({ zh: '正在启动数据库…', en: 'starting the data services' }),
  startingProcesses: () => ({ zh: '正在启动益民…', en: 'starting the processes' }),
  recovering: (name) => ({ zh: `${name} 意外停了，正在重新启动…`, en: `${name} died, starting it again` }),
  recovered: (name) => ({ zh: `${name} 已恢复。`, en: `${name} is back` }),
  processDied: (name, log) => ({
    zh: `${NAMES[name] ?? name}意外停了，正在重新启动…（日志：${log}）`,
    en: `${name} died, starting it again; log: ${log}`,
  }),
  processBack: (name) => ({ zh: `${NAMES[name] ?? name}已恢复。`, en: `${name} is back` }),
  stopping: () => ({ zh: '正在停止，请稍候…', en: 'stopping' }),
  hurrying: () => ({
    zh: '马上停。数据库还要一两秒把数据写好。',
    en: 'stopping at once; the database still closes its files',
  }),
  stopped: () => ({ zh: '都停了，没有留下任何进程。下次用 npm start 再启动。', en: 'all stopped' }),

  /** @returns {string} the table after a start */
  table({ url, seconds, mongo, redis, data, people, adapter, hasPage }) {
    const rows = [
      ...(hasPage ? [['住户页面', `${url}/`]] : []),
      ...(adapter === 'sandbox'
        ? [['沙盒群', `${url}/sandbox/   （不用微信，先在这里试）`]]
        : [['聊天', `${adapter}（群助手登录状态见日志）`]]),
      ['接口说明', `${url}/docs`],
      ['正在运行', '网页服务 web · 后台任务 worker · 群助手 bot'],
      ['数据库', `MongoDB ${mongo} · Redis ${redis}`],
      ...(people.length > 0
        ? [['演示人物', people.map(({ name, role }) => `${name}（${ROLES[role] ?? role}）`).join('、')]]
        : []),
      ['数据在', `${data}   （日志在其中的 logs/）`],
      ['停止', '按 Ctrl-C'],
    ]
    const width = (text) => [...text].reduce((sum, each) => sum + (each.codePointAt(0) > 0x2e7f ? 2 : 1), 0)
    const lines = rows.map(([name, value]) => `  ${name}${' '.repeat(12 - width(name))}${value}`)
    return ['', `益民已经启动，用了 ${seconds} 秒。`, '', ...lines, ''].join('\n')
  },
  ownEngine: '自带，只在本机',
  byAddress: (address) => address,

  // — faults —
  alreadyRunning: ({ pid, url } = {}) => ({
    zh: `益民已经在运行${url ? `：${url}` : pid ? `（进程 ${pid}）` : ''}，不用再启动一次。要重启，请先在那个窗口按 Ctrl-C。`,
    en: `already running${pid ? ` (process ${pid})` : ''}; stop that one first`,
  }),
  stopFirst: ({ pid, url } = {}) => ({
    zh: `益民正在运行${url ? `：${url}` : pid ? `（进程 ${pid}）` : ''}。请先在那个窗口按 Ctrl-C 停下，再运行一次；什么也没有动。`,
    en: `running${pid ? ` (process ${pid})` : ''}; stop it first; nothing was changed`,
  }),
  nodeTooOld: (version) => ({
    zh: `Node.js 版本太旧（${version}），需要 20.19 或更新。请到 https://nodejs.org 装一个新的，再启动。`,
    en: `Node.js ${version} is too old; 20.19 or newer is needed`,
  }),
  noNetwork: () => ({
    zh: '连不上网，依赖装不了。请检查网络或代理（npm config get proxy），再启动一次；装过一次以后就不用网了。',
    en: 'no network while installing dependencies; check the connection or the proxy and try again',
  }),
  installFailed: (detail) => ({
    zh: '依赖没装成。请删掉 node_modules 再启动一次；还不行，把下面这行英文发给维护的人。',
    en: `npm ci failed: ${detail}`,
  }),
  buildFailed: (name, log, detail) => ({
    zh: `${PRODUCTS[name] ?? name}没有编译成。若改过代码，请看 ${log}；没改过，请重新下载一份再试。`,
    en: `the build of ${name} failed: ${detail}; see ${log}`,
  }),
  badPort: (name, text) => ({
    zh: `${name}=${text} 不是端口号。请给 1 到 65535 之间的数，例如：PORT=3000 npm start`,
    en: `${name}=${text} is not a port`,
  }),
  portTaken: (port, free) => ({
    zh: `端口 ${port} 已被别的程序占用。请关掉那个程序，或换一个端口：PORT=${free} npm start`,
    en: `port ${port} is taken; use another one: PORT=${free} npm start`,
  }),
  portNotAllowed: (port) => ({
    zh: `没有权限使用端口 ${port}。请换一个 1024 以上的：PORT=3000 npm start`,
    en: `no permission to listen on port ${port}; use one above 1024`,
  }),
  noRight: (where) => ({
    zh: `没有权限写入 ${where}。请换到自己的目录里，或运行：sudo chown -R $(whoami) "${where}"`,
    en: `no permission to write ${where}; use a directory of your own or change its owner`,
  }),
  diskFull: (where) => ({
    zh: `磁盘满了（${where}）。请腾出至少 1 GB 空间，再启动一次；已有的数据没有动。`,
    en: `the disk of ${where} is full; free at least 1 GB and start again`,
  }),
  littleRoom: (where, free, need) => ({
    zh: `磁盘快满了：${where} 只剩 ${free} MB，这一步要 ${need} MB。请腾出空间，再启动一次；已有的数据没有动。`,
    en: `only ${free} MB free at ${where}; this step needs ${need} MB`,
  }),
  badAddress: (name, address) => ({
    zh: `${name} 写得不对：${address}。例子：${name === 'REDIS_URL' ? 'redis://127.0.0.1:6379' : 'mongodb://127.0.0.1:27017/yimin'}；不设它，就用自带的。`,
    en: `${name} is not a valid address: ${address}`,
  }),
  unreachable: (name, address) => ({
    zh: `${name} 连不上：${address}。请看那台服务器开着没有、地址对不对；不设 ${name}，就用自带的。`,
    en: `${name} cannot be reached: ${address}`,
  }),
  refused: (name, address) => ({
    zh: `${name} 的用户名或密码不对，或没有权限：${address}。请改好再启动。`,
    en: `${name} refuses the user or the password: ${address}`,
  }),
  redisEvicts: (address, policy) => ({
    zh: `这个 Redis（${address}）内存满时会丢数据（maxmemory-policy 是 ${policy}）。请在上面运行 CONFIG SET maxmemory-policy noeviction，再启动。`,
    en: `Redis at ${address} has maxmemory-policy ${policy}; it must be noeviction`,
  }),
  engineUnsupported: () => ({
    zh: `这台机器的系统跑不了自带的数据库。请任选一个办法：${WAYS_TO_MONGO}`,
    en: 'the embedded MongoDB engine does not support this platform; set MONGODB_URI, install mongod, or use deploy/compose.yaml',
  }),
  libraryNotFetched: () => ({
    zh: `数据库要的新 C 库没取到，多半是网络不通，请连上网再试。或者：${WAYS_TO_MONGO}`,
    en: 'could not fetch a newer C library through apt; check the network, or set MONGODB_URI, install mongod, or use deploy/compose.yaml',
  }),
  engineFailed: (where, detail) => ({
    zh: `自带的数据库打不开 ${where}。若别的程序正用着它，请先停掉；也可以设置 MONGODB_URI 改用别的 MongoDB。`,
    en: `the MongoDB engine could not open ${where}: ${detail}`,
  }),
  redisMissing: () => ({
    zh: '没有找到 redis-server，也没能自动取到。请安装（Debian/Ubuntu：sudo apt install redis-server；macOS：brew install redis），或设置 REDIS_URL。',
    en: 'redis-server was not found and could not be fetched; install it or set REDIS_URL',
  }),
  redisFailed: (where, detail) => ({
    zh: `Redis 启动不了（${where}）。可以设置 REDIS_URL 改用别的 Redis。`,
    en: `redis-server did not start: ${detail}`,
  }),
  notStarted: (name, log, detail) => ({
    zh: `${NAMES[name] ?? name}没有启动起来。请看日志 ${log}；看不明白，把下面这行英文发给维护的人。`,
    en: `${name} did not start: ${detail}`,
  }),
  noBrowser: () => ({
    zh: '测试要用 Chromium，没有找到，也没能自动装上。请安装（Debian：sudo apt install chromium；Ubuntu：装 Google Chrome 或 snap install chromium），或用 CHROMIUM_PATH=/路径/chrome npm test。',
    en: 'no Chromium for the browser tests; install one or set CHROMIUM_PATH',
  }),
  noFont: () => ({
    zh: '测试要用一套中文字体，没有找到，也没能自动装上。请安装：sudo apt install fonts-noto-cjk',
    en: 'no Chinese font for the browser tests; install fonts-noto-cjk',
  }),
  unknownCommand: (name, known) => ({
    zh: `没有“${name}”这个命令。可用的有：${known.join('、')}。`,
    en: `unknown command ${name}; known: ${known.join(', ')}`,
  }),
  unexpected: (detail) => ({
    zh: '出了没料到的问题，已经全部停下。请再试一次；还不行，把下面这行英文发给维护的人。',
    en: `unexpected: ${detail}`,
  }),
}
