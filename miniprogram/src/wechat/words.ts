export const weChatWords = {
  title: '用微信告诉您',
  newsText: '办到哪一步了，微信里说一声。点一次，告诉您一次。',
  news: '有进展就告诉我',
  newsOn: (times: number) => `好，接下来会告诉您 ${times} 次。`,
  refused: '没关系，进展在这一页也看得到。',
  phoneText: '留个电话，送东西的人到了好找您。不留也能办事。',
  phone: '用微信里的号码',
  phoneKept: (phone: string) => `记下了：${phone}`,
}
