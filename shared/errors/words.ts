/** What is wrong with one field, said to the person who filled it in. */
export const fieldWords = {
  missing: '这一项要填。',
  empty: '这一项不能空着。',
  text: '这里要写文字。',
  number: '这里要填数字。',
  wholeNumber: '这里要填整数。',
  yesOrNo: '这里只能选“是”或“否”。',
  list: '这里要列成几条。',
  shape: '这里的格式不对。',
  time: '时间要写完整，比如 2026-11-22T10:00:00+08:00。',
  choice: '请从给出的选项里选一个。',
  unknown: '没有这一项。',
  repeated: '这一项写了两遍，只留一个。',
  unreadable: '这里有读不出来的字。',
  tooDeep: '内容套得太深了。',
  wrong: '这里填得不对。',
  key: '少了这次提交的编号，请再试一次。',
  noPage: '这一页找不到了，请从头看。',
  atLeastCharacters: (n: number) => `至少要写 ${n} 个字。`,
  atMostCharacters: (n: number) => `最多写 ${n} 个字。`,
  atLeastItems: (n: number) => `至少要有 ${n} 项。`,
  atMostItems: (n: number) => `最多 ${n} 项。`,
  atLeast: (n: number) => `不能小于 ${n}。`,
  atMost: (n: number) => `不能大于 ${n}。`,
}

/** The whole page a browser gets where nothing is, or where the part behind it is being restarted. */
export const pageWords = {
  notFoundTitle: '没有这一页',
  notFound: '没有找到您要的页面。',
  backHome: '回到首页',
  downTitle: '正在恢复',
  down: '这一部分正在启动或恢复，请过一会儿刷新。',
}
