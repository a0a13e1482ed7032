export const consentWords = {
  agree: '同意',
  disagree: '不同意',
  withdraw: '收回同意',
  withdrawWhat: '收回以后，靠这份同意留着的资料马上抹掉。没办完的事照样办。',
  who: (station: string, phone: string) => (phone === '' ? `由${station}负责。` : `由${station}负责，电话 ${phone}。`),
  look: '看一看',
  asked: '看完点同意或者不同意都行，不耽误求助。',
  gone: { title: '没打开', text: '请回首页再进来一次。' },
  mine: '我同意过什么',
  mineText: '随时能看，能改主意。',
  read: (title: string) => `看：${title}`,
} as const
