/** Words about a swap (换一下): one helper goes in another's place. */
const withCode = (text: string, code: string) => `${text}〔${code}〕`

export const swapWords = {
  /** To whoever asks for it. */
  asked: (o: { until: string; code: string }) =>
    withCode(
      `好，正在问谁能换。没人应之前还是你的；${o.until}前没人，就交给值班社工。改主意回“不换了，我去”。`,
      o.code,
    ),
  askedOne: (o: { who: string; until: string; code: string }) =>
    withCode(`好，去问${o.who}了。应之前还是你的；${o.until}前没应，就交给值班社工。改主意回“不换了，我去”。`, o.code),
  kept: (code: string) => withCode('好，还是你去，不换了。', code),
  keptTooLate: (code: string) => withCode('刚有人替你接过去了，你不用跑了，谢谢你。', code),
  nothingToKeep: (code: string) => withCode('没在找人换，还是你的。', code),
  already: (code: string) => withCode('已经在问了，有人应马上告诉你。', code),
  atDoor: (code: string) => withCode('已经到门口了，换不了。去不了就回“去不了”。', code),
  nobodyCalled: (name: string) => `没找到叫“${name}”的帮手。回“换一下”，我来问别人。`,
  severalCalled: (name: string) => `叫“${name}”的不止一位。说全名，或者回“换一下”，我来问。`,
  cannotGo: (who: string) => `${who}这会儿去不了。回“换一下”，我来问别人。`,
  /** To whoever asked for it, when somebody goes. */
  relieved: (o: { helper: string; code: string }) => withCode(`${o.helper}替你去，你不用跑了，谢谢你。`, o.code),
  /** To him, when nobody does. */
  nobody: (o: { worker: string; code: string }) => withCode(`没问到能换的人，交给${o.worker}了，你不用跑了。`, o.code),
  /** To the requester: who comes now, and when. */
  another: (o: { helper: string; time: string; handoverCode: string; code: string }) =>
    withCode(
      `换成${o.helper}来，${o.time}前到${o.handoverCode ? `，交接码还是${o.handoverCode}，到时告诉对方` : ''}。`,
      o.code,
    ),
  anotherInGroup: (o: { helper: string; time: string; code: string }) =>
    withCode(`换成${o.helper}来，${o.time}前到。`, o.code),
  /** To the worker, to whom it comes. */
  toWorker: (o: { code: string; helper: string; need: string }) =>
    `${o.code}：${o.helper}去不了，没问到能换的人，又在找人了：${o.need}。请您盯一下。`,
  /** To one who says yes when it is over. */
  goesHimself: '这单不用换了，他自己去，谢谢你。',
  /** On the task's page. */
  asking: (until: string) => `正在问谁能换。没人应之前还是你的；${until}前没人，就交给值班社工。`,
  /** At the desk. */
  atDesk: {
    asking: (count: number, until: string) => `接单的人想换人，正在问${count}位，${until}前没人就交给您。`,
  },
} as const
