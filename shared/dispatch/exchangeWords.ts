/** Words about an exchange (对换): two volunteers change what each has in hand. */
const withCode = (text: string, code: string) => `${text}〔${code}〕`

export const exchangeWords = {
  /** 6区，送菜，今天11点前: all that one learns of the other errand before it is agreed. */
  errand: (o: { area: string; help: string; when: string }) => [o.area, o.help, o.when].filter(Boolean).join('，'),
  /** To whoever proposes it. */
  asked: (o: { who: string; errand: string; until: string; code: string }) =>
    withCode(
      `好，问${o.who}了：你去${o.errand}。点头之前还是你的；${o.until}前没回话就不换。改主意回“不换了，我去”。`,
      o.code,
    ),
  /** To whoever is asked. */
  proposal: (o: { who: string; errand: string; mine: string; code: string }) =>
    `${o.who}想跟你对换：你去${o.errand}，你的${o.mine}归对方。愿意就回“同意换${o.code}”，不换就回“不换${o.code}”。`,
  /** The same on the task's page. */
  onPage: (who: string, errand: string) => `${who}想跟你对换：你去${errand}，这单归对方。`,
  asking: (who: string, until: string) => `正在问${who}换不换。点头之前还是你的；${until}前没回话就不换。`,
  /** To both, when it is done: the address comes by itself. */
  done: (o: { mine: string; theirs: string; who: string }) =>
    `对换好了。${o.theirs}归你，地址马上发你；${o.mine}归${o.who}。`,
  givenAway: (o: { helper: string; code: string }) => withCode(`对换好了，${o.helper}去，这单你不用跑了。`, o.code),
  notDone: (code: string) => withCode('没换成，你的还是你去。', code),
  refused: (code: string) => withCode('好，不换，还是你去。', code),
  withdrawn: (code: string) => withCode('好，不换了，还是你去。', code),
  withdrawnTooLate: (code: string) => withCode('对方刚点了头，已经换好了。', code),
  /** To whoever proposed it. */
  saidNo: (o: { who: string; code: string }) => withCode(`${o.who}这回换不了，还是你去。去不了就回“换一下”。`, o.code),
  nothingCame: (code: string) => withCode('没换成，还是你去。去不了就回“换一下”。', code),
  /** Why not. */
  waits: (code: string) => withCode('正在等对换的回话。改主意回“不换了，我去”。', code),
  notNow: (code: string) => withCode('这单现在换不了：已经出发、在请人换，或者要几个人一起办。', code),
  cannot: (who: string) => `跟${who}这会儿换不了。回“换一下”，我来问别人。`,
  nobodyCalled: (name: string) => `没找到手上有单子、叫“${name}”的志愿者。回“换一下”，我来问别人。`,
  severalCalled: (name: string) => `叫“${name}”的不止一位，说全名。`,
  nobodyAsked: '现在没有人找你对换。',
  over: '这会儿换不成了，还是各去各的。',
  atNight: (until: string) => `夜里不打扰别人，${until}以后再问。`,
  whom: (choices: string) => `能跟你对换的：${choices}。回“跟他对换”，把“他”说成名字。`,
  nobody: '现在没有合适对换的。回“换一下”，我来问谁能替你去。',
  /** One who fits, in the chat. */
  choice: (who: string, errand: string) => `${who}（${errand}）`,
} as const
