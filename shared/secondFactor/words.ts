/** What staff read on the way to their desk. */
export const secondFactorWords = {
  issuer: '益民',
  wrongCode: '验证码不对，请看手机上最新的六个数字。',
  notBegun: '请先扫码，再填验证码。',
  notEnrolled: '还没有绑定验证器，请先绑定。',
  pause: (minutes: number) => `试错的次数多了，请过${minutes}分钟再试。`,
} as const
