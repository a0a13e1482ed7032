/** What people read where a WeChat account and the station's record become one. */
export const joiningWords = {
  nobody: '站里没有对得上的登记。请打站里电话，或者在私聊里跟益民助手说“登录码”，再填到这里。',
  several: '这个号码站里登记过不止一位。请站里给您一个登录码，填到这里就好。',
  hasOwn:
    '站里的这份登记已经连着另一个微信了。换了微信：原来的微信还能用，就在那边跟益民助手说“登录码”，填到这里；用不了，请打站里电话。',
  notFresh: '您的微信已经连着站里的登记了。',
  byPhone: '微信里的号码和站里登记的一样',
  byCode: '用站里给的登录码',
  byOwnCode: '用本人在私聊里要的登录码',
  released: '原来的微信退出了',
  notReleasable: '这位没有微信可换，或者正等另一位同事点头。自己提的，自己不能点头。',
  told: '您的微信小程序和站里的登记连上了。要是不是您本人，请马上告诉站里，能撤回。',
  toldBound: '您在微信里和助手一对一说话的那条线，和站里的登记连上了。要是不是您本人，请马上告诉站里，能撤回。',
  nothingJoined: '这位没有可以撤回的微信账号，超过三十天的也撤不了。',
} as const
