/** Words about the promised time (说好的时间): kept, put off in time, asked for. */
const withCode = (text: string, code: string) => `${text}〔${code}〕`

export const promiseWords = {
  /** To the helper: 别忘了今天11点前，6区9栋，送菜。 */
  soon: (o: { time: string; place: string; help: string; code: string }) =>
    withCode(`别忘了${[`${o.time}前`, o.place, o.help].filter(Boolean).join('，')}。去不了早点说，马上换人。`, o.code),
  start: (o: { time: string; place: string; code: string }) =>
    withCode(`${[o.place, `说好${o.time}前`].filter(Boolean).join('，')}。出发了回“出发了”，来不及回“晚半小时”。`, o.code),
  noShow: (code: string) => withCode('说好的时间快到了，还没见你出发。能去就回“出发了”，去不了回“去不了”，没关系。', code),
  /** To the requester, before the time has passed. */
  maybeLate: (o: { worker: string; time: string; code: string }) =>
    withCode(`说好${o.time}前，来的人还没出发，可能要晚一点，${o.worker}在催。`, o.code),
  postponed: (o: { helper: string; time: string; code: string }) =>
    withCode(`${o.helper}路上耽搁，改到${o.time}前到，您别着急。`, o.code),
  /** To the helper. */
  postponeKept: (time: string) => `好，改到${time}前，告诉对方了。`,
  postponedEnough: '已经改过两回了。去不了就还回来，马上换人。',
  /** To the worker. */
  noShowToWorker: (o: { code: string; helper: string; time: string; need: string }) =>
    `${o.code}说好${o.time}前，${o.helper}还没出发：${o.need}。请您打电话问一下。`,
  /** To the requester, a day after the end. */
  followUp: (o: { help: string; code: string }) =>
    withCode(`昨天那件事（${o.help}）合您心意吗？1到5分，回一个数就行，5分最好。`, o.code),
} as const
