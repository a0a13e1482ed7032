/** What staff read of the assistant's chat accounts, and of what was done at the machine: plain, short, 您. */
export const words = {
  gateways: {
    unread: '群助手在不在线，这会儿取不到，我过一会儿再取。',
    names: { groups: '群助手（在群里）', private: '群助手（一对一）' },
    since: (ago: string) => `${ago}开始这样`,
    askWorker: '请站里的社工来扫码。',
    noCode: '码还没出来，等一小会儿。一直没有，请告诉管系统的人。',
    show: { groups: '看登录码', private: '看码，请人来扫' },
    hide: '收起',
    age: (ago: string) => `这个码是${ago}换上的。用过或过期了，会自己换一个。`,
    picture: { groups: '群助手的登录码', private: '一对一聊天的码' },
    how: {
      groups: '用站里专给群助手的那个微信扫，不要用自己的。谁扫了，群助手就是谁的微信，别拍照、别转发。',
      private: '请本人用自己的微信扫，再跟助手说一句“您好”。一个码只给一位，扫完会换下一个，别拍照、别转发。',
    },
  },
  operator: {
    unread: '管系统的人动过什么，这会儿取不到，我过一会儿再取。',
    title: '管系统的人这七天动过的',
    text: '这些是直接在机器上办的，谁也消不掉，满七天自己收起。有一件站里没人提过，马上问清楚。',
    line: (name: string, what: string) => `${name}，${what}`,
    reason: (reason: string) => `原因：${reason}`,
    file: '看这位的资料',
  },
}
