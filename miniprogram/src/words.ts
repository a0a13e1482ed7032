/** Everything a person reads in the mini program: plain, warm, short enough to be read aloud in one breath. */
export const words = {
  title: '益民',
  assistant: '益民助手',
  opening: '正在打开…',
  greeting: (name: string) => `${name}，要帮什么忙？`,
  invitation: '一句话说清要什么、送到哪、什么时候要，就行。',
  places: { ask: '求助', helping: '帮忙', me: '我的' },
  placesLabel: '去哪里',
  back: '‹ 返回',
  notHereTitle: '这一页不归您用',
  notHereText: '您的身份可能刚刚变了。有疑问请打站里电话。',
  goHome: '回我的首页',
  close: '关上',
  loading: '正在取…',
  saved: '存好了',
  chosen: '已选',
  largeText: '大字',
  normalText: '小字',
  largeTextLabel: '换成大字',
  normalTextLabel: '换回小字',

  field: {
    label: '您要帮的忙',
    placeholder: '比如：家里没有米了，能帮我送一袋吗？',
    answerPlaceholder: '有要改的、要补的，直接说。',
    about: (code: string) => `接着说〔${code}〕这件事`,
    newMatter: '说别的事',
    empty: '先写一句，再点“发出去”。',
    nearLimit: (left: number) => `还能写 ${left} 个字`,
    tryExample: '试试这句',
    example: '您好，家里没有米了，能帮我送一袋吗？',
  },
  send: '发出去',
  sending: '正在发…',

  confirm: '对，就这样',
  cancel: '取消',
  cancelSure: '真的不要了',
  cancelKeep: '还是要',
  finish: '办好了',
  reopen: '没办好',
  sayMore: '补一句',
  actionLabel: (act: string, code: string) => `${act}，${code}`,

  mine: '我的事',
  steps: ['记下', '找人', '有人接', '送到', '办好'],
  stepsLabel: (step: number, word: string, state: string) => `五步里的第 ${step} 步，${word}。现在：${state}`,
  code: (code: string) => `〔${code}〕`,
  noSummary: '还在听您说',
  place: (place: string) => `送到：${place}`,
  promised: (time: string) => `说好：${time}前`,
  helper: (name: string) => `来的人：${name}`,
  handover: '交接码',
  handoverHint: '东西到手了，再告诉来的人。',
  emptyTitle: '还没有托付过事',
  emptyText: '您说的每件事都排在这里，五个点告诉您走到哪一步。',
  loadingList: '正在取您的事…',
  more: '看早些的',

  offlineTitle: '现在连不上',
  offlineText: '您写的话都还在。网好了我自己接上，急事请打站里电话。',
  notSent: '还没发出去，您的话还在。网好了再点一次，不会发两遍。',
  failedTitle: '没打开',
  failedText: '站里的系统没有回话。过一会儿再试，急事请打电话。',
  listFailed: '这会儿取不到您的事，我过几秒再取。',
  retry: '再试一次',
  unknownError: '出了点问题，请再试一次。',
  signedOut: '您离开得久了，请再进来一次。',

  chooseTitle: '今天您是哪一位？',
  chooseText: '点一位，就用这个人的身份说话。',
  enterAs: (name: string) => `用${name}的身份进来`,
  noPeople: '试用的人物还没有准备好，过一会儿再来看。',
  closedTitle: '这里还不能登录',
  closedText: '有事请直接打站里电话，或者在群里说一句。',
  cannotAsk: '这里给居民求助用。您的事请在群里或私聊里说。',
  changePerson: '换一个人',
  demo: '试用，人物都是编的',
  roles: {
    resident: '居民',
    volunteer: '志愿者',
    enterprise: '社区企业',
    station_worker: '社工',
    supervisor: '督导',
    station_director: '站长',
  } as Record<string, string>,

  call: '打站里电话',
  callShort: '☎ 打电话',
  callLabel: (station: string) => `给${station}打电话`,
  callNumber: (phone: string) => `☎ ${phone}`,
  callEmergency: (number: string) => `☎ 打 ${number}`,
  station: '找站里的人',
  stationText: '不会用、说不清、着急，都可以打。',
  sandbox: '去演练群看看',
  sandboxText: '一个像微信群的练习页，可以扮居民，也可以扮志愿者。',
} as const

/** What a button says for the person; the server understands it like any other sentence. */
export const sentences = { confirm: '对', cancel: '取消', finish: '办好了', reopen: '没办好' } as const

/**
 * The emergency number that an answer of the assistant tells to ring first, if it does.
 * @param reply what the assistant said, such as "先打120！……"
 */
export function emergencyNumber(reply: string): string | undefined {
  return /先打\s*(110|119|120)/.exec(reply)?.[1]
}
