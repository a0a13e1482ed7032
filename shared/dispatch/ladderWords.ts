/** What is wrong with a ladder, said to the station's director; the rung is named by its number. */
export const ladderFaults = {
  empty: '至少要有一级，最后一级是值班社工。',
  twice: (n: number, other: number) => `第${n}级和第${other}级用了同一个编号。`,
  asksNobody: (n: number) => `第${n}级要问几个人？至少问1个。`,
  asksTooMany: (n: number, most: number) => `第${n}级一次最多问${most}个人。`,
  belowZero: (n: number) => `第${n}级等的时间不能小于0分钟。`,
  tooLong: (n: number) => `第${n}级最多等7天。`,
  noTime: (n: number) => `第${n}级等的时间要比0长。`,
  gap: (n: number) => `第${n}级后面接的那一级找不到，到这里就断了。`,
  loop: (n: number, back: number) => `第${n}级又回到第${back}级，一直转圈，到不了值班社工。`,
  noLastPerson: (n: number) => `第${n}级是最后一级，最后要落到值班社工。`,
  afterTheWorker: (n: number) => `第${n}级是值班社工，后面不能再接别的。`,
  unreachable: (n: number) => `第${n}级轮不到：没有哪一级接到它。`,
  staffOnly: (n: number) => `第${n}级：紧急求助只叫站里的人。`,
  emergencyOnly: (n: number) => `第${n}级：叫全站的人只用在紧急求助。`,
  notInGroup: (n: number) => `第${n}级：这类事不能发到群里。`,
} as const
