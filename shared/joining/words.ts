/** What people read where a WeChat account and the station's record become one. */
export const joiningWords = {
  nobody: '站里没有对得上的登记。请打站里电话，或者在私聊里跟益民助手说“登录码”，再填到这里。',
  several: '这个号码站里登记过不止一位。请站里给您一个登录码，填到这里就好。',
  hasOwn: '站里的这份登记已经连着另一个微信了。换了微信的话，请打站里电话。',
  notFresh: '您的微信已经连着站里的登记了。',
  byPhone: '微信里的号码和站里登记的一样',
  byCode: '用站里给的登录码',
  told: '您的微信小程序和站里的登记连上了。要是不是您本人，请马上告诉站里，能撤回。',
  nothingJoined: '这位没有可以撤回的微信账号，超过三十天的也撤不了。',
} as const
