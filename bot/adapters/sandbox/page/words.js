/** Everything people read on the sandbox page. Plain words; 你 to whoever practises. */

const TOMATOES =
  '您好，能帮我送点西红柿、青椒和黄瓜吗？一共要15块钱的就行，我在六区九栋二单元，因为我是孕妇，不太方便下楼，麻烦您帮我送到四楼吧！'
const RICE = '我们不在家，我妈妈一个人岁数大了，刚才打电话说家里没有米了，能帮我送一下吗？'

export const WORDS = {
  title: '练习群 · 益民',
  titleWithUnread: (/** @type {number} */ count) => `（${count}）练习群 · 益民`,
  drill: '演练用，人物都是虚构的',
  drillMore: '在这里说的话，只有练习群里的人看得到。',
  textSize: '字号',
  textSizes: { standard: '标准', large: '大', largest: '特大' },

  phones: '打开的手机',
  people: '换个人说话',
  peopleHint: '点名字，就用他的手机说话',
  anotherPhone: '再开一部手机',
  anotherPhoneFor: (/** @type {string} */ name) => `给${name}再开一部手机`,
  phoneOf: (/** @type {string} */ name) => `${name}的手机`,
  messagesIn: (/** @type {string} */ title) => `${title}里的消息`,
  closePhone: (/** @type {string} */ name) => `收起${name}的手机`,
  swapPerson: '换人',
  swapPersonOf: (/** @type {string} */ name) => `${name}的手机换个人用`,
  pickForSwap: '这部手机给谁用？',
  pickForNew: '再给谁开一部手机？',
  close: '关上',
  back: '返回',
  inUse: '开着',
  conversationsOf: (/** @type {string} */ name) => `${name}的会话`,
  noConversation: '这个人不在群里，也没有加助手好友。',
  pickConversation: '点左边的会话看消息',

  observer: { name: '旁观', about: '看得到所有群和私聊，只看不说' },
  observing: '旁观的手机只看，不说话。',
  observe: '旁观所有会话',

  roles: {
    resident: '居民',
    volunteer: '志愿者',
    enterprise: '社区企业',
    station_worker: '社工',
    supervisor: '督导',
    station_director: '站长',
    observer: '旁观',
  },
  otherRole: '其他人',
  onlyInGroup: '没加助手好友，助手只能在群里找他',

  group: (/** @type {string} */ title, /** @type {number} */ count) => `${title}（${count}）`,
  you: '我',
  unread: (/** @type {number} */ count) => `${count}条未读`,
  newMessages: (/** @type {number} */ count) => `${count}条新消息`,
  said: (/** @type {string} */ name, /** @type {string} */ text) => `${name}：${text}`,
  look: '看',
  whisper: (/** @type {string} */ assistant, /** @type {string} */ names) => `${assistant}刚给${names}发了私信`,
  whisperJoin: '、',
  whisperMore: (/** @type {string} */ names, /** @type {number} */ count) => `${names}等${count}个人`,
  openPhoneOf: (/** @type {string} */ name) => `看${name}的手机`,
  notNow: '先不看',

  yesterday: '昨天',
  date: (/** @type {number} */ month, /** @type {number} */ day) => `${month}月${day}日`,
  fullDate: (/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ day) =>
    `${year}年${month}月${day}日`,

  earlier: '看更早的消息',
  recalledByMe: '你撤回了一条消息',
  recalledBy: (/** @type {string} */ name) => `“${name}”撤回了一条消息`,
  recall: '撤回',
  recallFault: '没撤回成，再点一次试试。',
  editAgain: '重新编辑',
  sending: '正在发',
  failed: '没发出去',
  retry: '重发',
  failedOffline: '没发出去，连上后点“重发”。',

  kinds: {
    voice: { name: '语音', note: '语音 3″' },
    image: { name: '图片', note: '一张图片' },
    red_envelope: { name: '红包', note: '红包', more: '演练用，里面没有钱' },
    location: { name: '位置', note: '一个位置' },
    video: { name: '视频', note: '一段视频' },
    file: { name: '文件', note: '一个文件' },
    contact: { name: '名片', note: '一张名片' },
    emoticon: { name: '表情', note: '一个表情' },
  },
  kindPreview: (/** @type {string} */ name) => `[${name}]`,
  otherKind: '[这种消息这里看不了]',

  write: (/** @type {string} */ title) => `说给“${title}”`,
  placeholder: '说句话，回车发出',
  send: '发送',
  mention: (/** @type {string} */ name) => `@${name}`,
  mentionLabel: (/** @type {string} */ name) => `提到${name}`,
  more: '发语音、图片、红包等',
  quick: '常用的话',

  connecting: '正在连接…',
  offline: '网断了，连上后自动补齐消息。',
  noCast: '练习群还没准备好，正在等助手上线…',
  noCastMore: '一般几秒钟就好，不用刷新。',
  tryThis: '不知道说什么？试试这句：',
  fillIn: '填进输入框',
}

/**
 * Sentences worth trying, by role. `{code}` becomes the newest request code seen on this phone.
 * @type {Record<string, { label: string, say: string }[]>}
 */
export const QUICK_PHRASES = {
  resident: [
    { label: '买菜送上楼', say: TOMATOES },
    { label: '给妈妈送米', say: RICE },
    { label: '对', say: '对' },
    { label: '到哪了', say: '到哪了' },
    { label: '收到了', say: '收到了' },
    { label: '取消', say: '取消' },
    { label: '人工', say: '人工' },
  ],
  volunteer: [
    { label: '接{code}', say: '接{code}' },
    { label: '不接', say: '不接' },
    { label: '送到了', say: '送到了' },
    { label: '来不了了', say: '来不了了' },
  ],
  enterprise: [
    { label: '接{code}', say: '接{code}' },
    { label: '不接', say: '不接' },
    { label: '送到了', say: '送到了' },
    { label: '来不了了', say: '来不了了' },
  ],
}
/** Stands on a chip for a code that nobody has named yet. */
export const CODE_UNKNOWN = { label: 'A…', say: 'A' }

/**
 * What an empty conversation shows: a line, and for some roles one sentence to try.
 * @type {Record<string, { hint: string, example?: string }>}
 */
export const EMPTY_STATES = {
  resident: { hint: '要什么、送到哪，一句话说清楚就行。', example: TOMATOES },
  volunteer: { hint: '有合适的单，助手会在私聊里问你。接就回“接”加单号，像“接A102”；不方便回“不接”。' },
  enterprise: { hint: '有要货的单，助手会在私聊里问你。接就回“接”加单号，像“接A102”；不方便回“不接”。' },
  station_worker: { hint: '没人接的单、要人工的话，助手会在私聊里告诉你。' },
  supervisor: { hint: '这里还没有人说话。' },
  station_director: { hint: '这里还没有人说话。' },
  observer: { hint: '这里还没有人说话。' },
}

/** Words that stand before a surname and are no surname: 小李 is 李. */
export const NICKNAME_PREFIXES = '小老阿大'

/**
 * One line for a badge, a preview or a screen reader.
 * @param {{ kind: string, text: string }} message
 */
export function previewOf({ kind, text }) {
  if (kind === 'text') return text
  const known = WORDS.kinds[/** @type {keyof typeof WORDS.kinds} */ (kind)]
  return known ? WORDS.kindPreview(known.name) : WORDS.otherKind
}
