/**
 * What the assistant says. A neighbour at the station: quick, modest, never official; short enough to be read aloud in one breath.
 * In the group at most 60 characters before the code, the code last in 〔〕; never door, phone, illness, special group, or who refused.
 */
const withCode = (text: string, code: string) => `${text}〔${code}〕`

export const talkWords = {
  readBack: (o: { who: string; need: string; when: string; place: string; code: string }) =>
    withCode(
      `${o.who}，记下了：${[o.need, [o.when, o.place].filter(Boolean).join('')].filter(Boolean).join('，')}。对的话回“对”，要改直接说。`,
      o.code,
    ),
  hands: (count: number) => `要${count}个人`,
  broughtTo: (place: string) => (place ? `送到${place}` : ''),
  comeTo: (place: string) => (place ? `去${place}` : ''),
  readBackAgain: (o: { who: string; need: string; code: string }) =>
    withCode(`${o.who}，${o.need}，还等您一句话：对的话回“对”，要改直接说，不急。`, o.code),
  /** Where the door is asked for: the group is no place for it. */
  askForDoor: (o: { who: string; what: string; questions: string; code: string }) =>
    withCode(`${o.who}，${o.what}${o.questions}？电话和门牌别发群里，私下告诉我。`, o.code),
  ask: (o: { who: string; what: string; questions: string; code: string }) =>
    withCode(`${o.who}，${o.what}${o.questions}？`, o.code),
  /** The time that was said is over: nothing else is open. */
  askAnotherTime: (o: { who: string; what: string; passed: string; code: string }) =>
    withCode(`${o.who}，${o.what}，记下了。${o.passed}已经过了，您看改到什么时候？`, o.code),
  anotherTime: (passed: string, code: string) => withCode(`${passed}已经过了，您看改到什么时候？`, code),
  stillMissing: (questions: string) => `还差一点：${questions}？`,
  questions: {
    what: '要买些什么',
    address: '送到哪区哪栋',
    addressOfService: '在哪区哪栋',
    quantity: '要多少',
    time: '什么时候去',
    otherTime: (passed: string) => `${passed}已经过了，您看改到什么时候`,
  },
  confirmed: (code: string) => withCode('好，正在找人，十分钟内给您回话。', code),
  code: (code: string) => `登录码 ${code}，十分钟内有效，只能用一次。谁来要都别给，站里的人也不会向您要。`,
  codeInPrivate: '登录码只在私聊里给，请私下跟我说一声。',
  knownNow: '好，认出您了。以后您在这里说话，和在别处一样。',
  boundAlready:
    '站里的这份登记已经连着另一个微信的私聊了。那边还能用的话，在那边说“登录码”，再填到这里；用不了，请打站里电话。',
  codeNotForStaff: '站里的同事用密码登录，请站长发邀请。',
  codeReason: '本人在私聊里要的',
  notFit: (phone: string) =>
    `这句话里有不能转给别人看的内容，没有记下。请换个说法，或者打站里电话${phone}，我们一样帮您。`,
  /** In quiet hours; when the search goes on is told with the next word. */
  confirmedAtNight: (code: string) => withCode('好，记下了。', code),
  reviewing: (worker: string, code: string) => withCode(`好，${worker}看一下就办，很快给您回话。`, code),
  unclear: (worker: string, code: string) => withCode(`记下了，怕理解错，已经请${worker}看，她会联系您。`, code),
  changed: (code: string) => withCode('好，改好了。', code),
  changedTo: (o: { need: string; when: string; code: string }) =>
    withCode(`好，改好了：${[o.need, o.when].filter(Boolean).join('，')}。`, o.code),
  whatToChange: (code: string) => withCode('要改成什么？直接说就行。', code),
  prescription: (worker: string) => `好，请${worker}跟您核对处方，她会联系您。`,
  whatIsWrong: (code: string) => withCode('哪儿不对？直接说要改成什么就行。', code),
  alreadyKnown: (code: string) => withCode('这个已经记下了，不用再发。', code),
  inHandAlready: (code: string) => withCode('已经收到了，正在办，不用再发。', code),
  handedToWorker: (worker: string, code: string) => withCode(`没等到您回话，不要紧，${worker}会打电话问您。`, code),
  askedTwice: (worker: string, code: string) => withCode(`我没问清楚，请${worker}打电话问您，不用再写了。`, code),
  approved: (code: string) => withCode('社工看过了，正在找人，有人接就告诉您。', code),
  refusedElsewhere: '这件事站里办不了，原因社工会单独告诉您。',
  refusedByWorker: (reason: string) => `这件事站里没法办：${reason}。要别的我马上办。`,

  which: (choices: string[]) => `您说的是哪一件？${choices.join('，还是')}？回编号就行。`,
  whichForHelper: (choices: string[]) => `你说的是哪一单？${choices.join('，还是')}？回编号就行。`,
  choice: (code: string, need: string) => `${code}（${need}）`,
  noSuchCode: (code: string) => `没找到${code}，您再看看编号。`,
  nothingOpen: '您现在没有在办的事。要什么直接说一句就行。',
  cancelled: (code: string) => withCode('好，不办了。要什么再说。', code),
  tooLateToCancel: (code: string) => withCode('这个已经送到了，有问题说“没办好”。', code),
  tooLateToChange: (code: string) => withCode('这个已经送到了，要加的话重新说一句。', code),
  notYetAsked: (code: string) => withCode('这单等本人点头，定了马上发给你。', code),

  accepted: (o: { helper: string; time: string; handoverCode: string; code: string }) =>
    withCode(`${o.helper}接了，${o.time}前到，交接码${o.handoverCode}，到时告诉对方。`, o.code),
  acceptedInGroup: (o: { helper: string; time: string; code: string }) =>
    withCode(`${o.helper}接了，${o.time}前到。`, o.code),
  /** In the order of use: where, who, what, when, what to ask for, what to say afterwards. */
  assignment: (o: {
    place: string
    who: string
    phone: string
    need: string
    when: string
    note: string
    goods: boolean
    code: string
  }) =>
    `${[o.place, o.who, o.phone].filter(Boolean).join('，')}。${[o.need, o.when].filter(Boolean).join('，')}。${o.note}${
      o.goods ? `送完回“送到了${o.code}”` : `办完回“办好了${o.code}”`
    }，去不了回“去不了${o.code}”。`,
  /** Before the assignment that replaces an earlier one. */
  assignmentChanged: '改了，以这条为准：',
  askHandoverCode: '交接码问对方要。',
  acceptedHere: (code: string) => withCode('好，归你了，地址私下发你。', code),
  acceptedByPhone: (code: string) => withCode('好，归你了，社工打电话告诉你地址。', code),
  noDoor: '门牌没留，到楼下在群里喊一声。',
  sayAccept: (code: string) => `要接就回“接${code}”，不方便回“不接”。`,
  /** One of several seats: the address opens once all are taken. */
  seated: (free: number, code: string) => withCode(`好，算你一个，还差${free}位。人齐了告诉你地址。`, code),
  /** A seat is free again: those who keep theirs wait. */
  seatFreed: (code: string) => withCode('有一位来不了，正在补人。人齐了再告诉你。', code),
  tooLate: '这单刚有人接了，谢谢你。下一单先问你。',
  notAHelper: '谢谢您！接单要先登记成志愿者，回“我想当志愿者”就行。',
  ownRequest: '这是您自己要的，已经在找人了。',
  handsFull: (code: string) => `你手上还有${code}，送完再接，谢谢你。`,
  nothingToAccept: '现在没有等人接的单子，有了先问你。',
  notOpenAnyMore: (code: string) => withCode('这单已经不用了，谢谢你。', code),
  declined: '好，不打扰了。',
  released: (code: string) => withCode('好，没关系，马上换人。', code),
  releasedToRequester: (o: { helper: string; code: string }) =>
    withCode(`${o.helper}临时有事，马上换人，不耽误您。`, o.code),
  nothingInHand: '你手上现在没有单子。',
  whichLater: (codes: string[]) => `你手上有${codes.join('、')}，哪一单晚？带上单号再说一遍。`,
  notInHand: (code: string) => `${code}不在你手上。`,
  delivered: (code: string) => withCode('好，辛苦了，等对方说一声就办好了。', code),
  allDelivered: (codes: string[]) => `好，${codes.join('、')}都记上了，辛苦了。`,
  deliveredToRequester: (o: { helper: string; goods: boolean; code: string }) =>
    withCode(
      o.goods
        ? `${o.helper}说送到了。收到回“收到”，没收到说“没办好”。`
        : `${o.helper}说办好了。办好了回“收到”，没有就说“没办好”。`,
      o.code,
    ),
  startedToRequester: (o: { helper: string; time: string; code: string }) =>
    withCode(`${o.helper}出发了，${o.time}前到。`, o.code),
  arrivedToRequester: (o: { helper: string; handoverCode: string; code: string }) =>
    withCode(`${o.helper}到了，交接码${o.handoverCode}，当面告诉对方。`, o.code),
  arrivedWithoutCode: (o: { helper: string; code: string }) => withCode(`${o.helper}到了。`, o.code),
  /** The code was told at the door: nothing is asked but how it was. */
  handedOverToRequester: (o: { helper: string; goods: boolean; code: string }) =>
    withCode(`${o.helper}${o.goods ? '送到了' : '办好了'}，交接码对上了。满意回1到5，有问题说“没办好”。`, o.code),
  leftAtDoorToRequester: (o: { helper: string; code: string }) =>
    withCode(`${o.helper}说放门口了。拿到回“收到”，没有就说“没办好”。`, o.code),
  shownToRequester: (o: { helper: string; goods: boolean; code: string }) =>
    withCode(
      `${o.helper}说${o.goods ? '送到了' : '办好了'}，拍了照片，小程序里看。是的回“收到”，不是就说“没办好”。`,
      o.code,
    ),
  shownAtDoorToRequester: (o: { helper: string; code: string }) =>
    withCode(`${o.helper}说放门口了，拍了照片，小程序里看。拿到回“收到”，没有就说“没办好”。`, o.code),
  done: (code: string) => withCode('办好了。满意回1到5，七天内有问题说“没办好”，马上重办。', code),
  doneToHelper: (o: { who: string; code: string }) => withCode(`${o.who}说收到了，谢谢你。`, o.code),
  thanksForRating: (rating: number, code: string) =>
    withCode(rating >= 4 ? '谢谢您，我转告他。' : '谢谢您告诉我，社工会跟进。', code),
  sorry: (worker: string, code: string) => withCode(`对不住您，${worker}马上跟进，要重办说“没办好”。`, code),
  sorryWithoutRequest: (worker: string) => `对不住，已经告诉${worker}，她会跟进。`,
  reopened: (code: string) => withCode('对不住您，马上重新找人，社工会盯着。', code),
  nothingToReopen: (worker: string) => `没查到刚办过的事，已经请${worker}联系您。`,
  cancelledToHelper: (code: string) => withCode('这单不用送了，谢谢你。', code),
  takenOver: (code: string) => withCode('这单社工换人去了，你不用跑了，谢谢你。', code),
  takenBackToRequester: (code: string) => withCode('站里给您换个人去，正在找，不耽误您。', code),
  amendedByWorker: (o: { need: string; code: string }) => withCode(`社工帮您改好了：${o.need}。不对您直接说。`, o.code),
  finishedByWorker: (code: string) => withCode('社工帮您记成办好了。七天内有问题说“没办好”，马上重办。', code),
  finishedByWorkerToHelper: (code: string) => withCode('社工说这单办好了，谢谢你。', code),
  cancelledByWorker: (o: { reason: string; code: string }) =>
    withCode(`站里帮您取消了${o.reason ? `：${o.reason}` : ''}。还要办您直接说。`, o.code),
  reopenedByWorker: (code: string) => withCode('社工说这件没办好，重新给您找人。', code),
  late: (worker: string, code: string) => withCode(`比说好的晚了，${worker}正在盯，有信儿马上告诉您。`, code),
  stillLooking: (worker: string, code: string) => withCode(`还在找人，${worker}已经接手，她会给您回话。`, code),
  closedBySilence: (code: string) => withCode('一天没听到您说不对，先当办好了；有问题说“没办好”。', code),

  status: {
    draft: (code: string) => `${code}：等您回一句“对”就去找人。`,
    draftMissing: (code: string) => `${code}：还差一点没问清，您告诉我就去找人。`,
    reviewing: (code: string, worker: string) => `${code}：${worker}在看，很快回您。`,
    open: (code: string) => `${code}：正在找人。`,
    openLong: (code: string, worker: string) => `${code}：还在找人，${worker}在盯着。`,
    openSeats: (code: string, taken: number, free: number) => `${code}：已经有${taken}位能来，还差${free}位，正在找。`,
    accepted: (code: string, helper: string, time: string) => `${code}：${helper}接了，${time}前到。`,
    started: (code: string, helper: string, time: string) => `${code}：${helper}出发了，${time}前到。`,
    arrived: (code: string, helper: string) => `${code}：${helper}到了。`,
    late: (code: string, helper: string, worker: string) => `${code}：${helper}比说好的晚了，${worker}在盯着。`,
    delivered: (code: string) => `${code}：送到了。收到回“收到”。`,
    done: (code: string) => `${code}：办好了。`,
    cancelled: (code: string) => `${code}：取消了。`,
    rejected: (code: string) => `${code}：这个办不了。`,
  },

  emergency: {
    medical: '先打120！我已经叫值班社工，她马上联系您。',
    fire: '先打119，人先出来！我已经叫值班社工，她马上联系您。',
    police: '先打110！我已经叫值班社工，她马上联系您。',
  },
  passedOn: (worker: string) => `也跟${worker}说了，她去问。`,
  human: (worker: string, phone: string) =>
    `好，已经请${worker}，她马上联系您。也可以直接打站里电话${phone ? `：${phone}` : ''}。`,
  report: (worker: string) => `记下了，已经告诉${worker}，有结果回您。`,
  consult: (worker: string) => `这个我请${worker}回您，稍等。`,
  stationPhone: (phone: string) => `站里电话：${phone}。`,
  register: (worker: string) => `好，谢谢您。${worker}会联系您登记。`,
  notUnderstood: '没听明白，已经请值班社工看，您也可以直接打站里电话。',
  sayShorter: '没听明白。麻烦短一点再说一遍，或者回“人工”。',
  hello: '您好，要送东西、要人帮忙，直接说一句就行。',
  voiceNotHeard: '语音我还听不了，麻烦打字说一句，或者回“人工”。',
  pictureNotSeen: '图片我看不懂，麻烦打字说一句，或者回“人工”。',
  moneyNotTaken: '红包转账我不收，谢谢您。',
  otherKind: '这个我看不了，麻烦打字说一句，或者回“人工”。',
  recalled: (code: string) => withCode('您撤回了，这件事不办了吗？不办回“取消”，还要办就不用管。', code),
  tooFast: '您发得太快，我没看过来。歇一分钟，再说一遍就行；急事打电话。',
  tooLong: '太长了我怕看漏，麻烦短一点再说，或者回“人工”。',
  gap: (minutes: number) => `刚才断线${minutes}分钟，如有求助请再发一次。`,
  someone: '有人',
  noWorker: '值班社工',
} as const

/** What is the matter with WeChat, for staff. */
const WECHAT_TROUBLES: Readonly<Record<string, string>> = {
  transient: '微信那边没有回话，居民写的先由站里看',
  quota: '微信那边的次数用完了，居民写的先由站里看',
  configuration: '小程序的设置不对，一部分功能停了',
  sanction: '微信停了小程序的一项功能',
  token: '微信不认小程序的凭证',
  cap: '今天向微信取号码的次数到顶了',
}

const NOBODY = {
  none: '找不到能问的人',
  declined: '问过的人都不方便',
  quiet: '很急，可夜里不打扰大家',
  wish: '对想请的人有要求，合适的人这会儿没有',
} as const

/** Words for the station's workers, in private. */
export const workerWords = {
  review: (o: { code: string; need: string; reasons: string[] }) =>
    `${o.code}要您看：${[o.need, ...o.reasons].join('，')}。可以就回“同意${o.code}”，不行回“不同意${o.code} 原因”。`,
  nobodyAccepted: (o: { code: string; minutes: number; place: string; need: string; when: string }) =>
    `${o.code}等了${o.minutes}分钟没人接：${[o.place, o.need, o.when].filter(Boolean).join('，')}。请您定人。`,
  /** Before its time is up: nobody is left to ask. */
  nobodyToAsk: (o: {
    code: string
    why: 'none' | 'declined' | 'quiet' | 'wish'
    place: string
    need: string
    when: string
  }) => `${o.code}${NOBODY[o.why]}：${[o.place, o.need, o.when].filter(Boolean).join('，')}。请您定人。`,
  noAnswer: (o: { code: string; who: string; need: string }) =>
    `${o.code}没问清楚：${o.who}，${o.need}。请您打电话问一下，问清了回“同意${o.code}”。`,
  late: (o: { code: string; helper: string; need: string }) =>
    `${o.code}比说好的晚了：${o.helper}在送，${o.need}。请您问一下。`,
  notDone: (o: { code: string; who: string; need: string; times: number; reason: string }) =>
    `${o.code}${o.who}说没办好${o.times > 1 ? `（第${o.times}次）` : ''}：${[o.reason, o.need].filter(Boolean).join('，')}。已经重新找人，请您盯一下。`,
  reminded: (o: { code: string; who: string; need: string; status: string }) =>
    `${o.who}在问${o.code}到哪了：${o.need}，现在是“${o.status}”。请您看一下。`,
  human: (o: { who: string; said: string }) => `${o.who}找真人，请您联系。原话：${o.said}`,
  unclear: (o: { who: string; said: string }) => `没看懂${o.who}的话，请您看看。原话：${o.said}`,
  emergency: (o: { who: string; said: string; place: string }) =>
    `紧急！${o.who}${o.place ? `，${o.place}` : ''}：${o.said}。请马上联系，回“收到”表示您在办。`,
  /** Where nobody said where it is. */
  inRoom: (topic: string) => `在“${topic}”里`,
  report: (o: { who: string; said: string }) => `${o.who}反映：${o.said}`,
  consult: (o: { who: string; said: string }) => `${o.who}问：${o.said}。请您回一下。`,
  register: (o: { who: string; said: string }) => `${o.who}想报名：${o.said}。请您联系登记。`,
  complaint: (o: { who: string; said: string; code: string }) =>
    `${o.who}不满意${o.code ? `（${o.code}）` : ''}：${o.said}。请您跟进。`,
  lowRating: (o: { who: string; rating: number; code: string }) => `${o.who}给${o.code}打了${o.rating}分，请您问问。`,
  notDoneBefore: (o: { who: string; said: string }) => `${o.who}说没办好，可没查到是哪件：${o.said}。请您联系。`,
  prescription: (o: { who: string; code: string; need: string }) =>
    `${o.who}说有处方（${o.code}：${o.need}），请您核对，可以的话请她再说一遍或替她安排。`,
  undelivered: (o: { who: string }) => `有一句话没带到${o.who}，请您打电话说一声。`,
  untoldAssignment: (o: { helper: string; code: string; need: string }) =>
    `${o.helper}接了${o.code}（${o.need}），私下发不到他，请您打电话告诉他地址。`,
  mayNotSeeErrand: (o: { helper: string; code: string; need: string }) =>
    `${o.helper}手上有${o.code}（${o.need}），可现在不能看这家的地址了。请您问问情况，要不要换个人。`,
  untoldReason: (o: { who: string; reason: string }) => `${o.who}要的办不了，私下发不到本人，请您转告：${o.reason}`,
  consentRevoked: (o: { who: string }) =>
    `${o.who}在微信里收回了授权，登录和消息已经停了。请打电话问问其他资料要不要删。`,
  changeToCheck: (o: { who: string; code: string; said: string }) =>
    `${o.who}要改${o.code}，请您看一眼能不能这样转给帮忙的人，再替她改。原话：${o.said}`,
  photoUnjudged: (o: { who: string }) => `${o.who}发的照片没能自动检查，请您在这件事里看一眼，合适就放行。`,
  weChatTrouble: (o: { kind: string; api: string; code?: number; field?: string }) =>
    `${WECHAT_TROUBLES[o.kind] ?? '微信那边不认我们的请求'}，请转告管系统的人（${[o.api, o.code, o.field].filter(Boolean).join(' ')}）。`,
  manyReads: (o: { who: string; people: number }) =>
    `${o.who}今天打开了${o.people}位以上居民的电话、门牌或特殊情况。请您问一声是为了什么，每一次的原因都记着。`,
  gatewayDown: '群助手掉线了，群里的话暂时收不到，请看一下。',
  privateGatewayDown: '微信里和助手一对一说话的那条线断了，那边的话暂时收不到，要请人重新扫码。请看一下。',
  chatEnded: '和助手一对一的聊天断了，话会走别的路带到，不着急。见到本人时，请她再扫一次码。',
  lastChatEnded: '和助手一对一的聊天断了，眼下没有别的路能私下带话，有事请打电话。见到本人时，请她再扫一次码。',
  /** The first reminder is the second time that it is said. */
  /** Instead of words about somebody of another station. */
  notOurs: '有人在我们群里求助，是别的站的居民，请到群里看一眼，帮着联系。',
  again: (text: string, level: number) => `第${level + 1}次提醒，还没人处理：${text}`,
  /** Said to the author where a worker refuses and says no more. */
  houseRule: '站里的规定',
  approved: (code: string) => `好，${code}放行了，正在找人。`,
  rejected: (code: string) => `好，${code}回绝了，已经告诉本人。`,
  decidedAlready: (code: string, status: string) => `${code}现在是“${status}”，不用再定了。`,
  seen: '好，知道您在办了。',
  unreadable: '（原话打不开了，请问本人）',
} as const
