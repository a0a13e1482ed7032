import type { Hint, News } from '@yimin/shared/live/contract'

interface Listeners {
  open?(): void
  message?(event: { data: unknown }): void
  close?(): void
  error?(): void
}

/** One socket as Taro hands it out; the server of the test stands at its other end. */
export class FakeSocket {
  readonly url: string
  readonly said: { token?: string; since?: number }[] = []
  open = true
  private readonly heard: Listeners = {}

  constructor(url: string) {
    this.url = url
  }
  onOpen(listener: () => void) {
    this.heard.open = listener
    void Promise.resolve().then(() => (sockets.line === 'up' ? this.open && listener() : this.cut()))
  }
  onMessage(listener: (event: { data: unknown }) => void) {
    this.heard.message = listener
  }
  onClose(listener: () => void) {
    this.heard.close = listener
  }
  onError(listener: () => void) {
    this.heard.error = listener
  }
  send({ data }: { data: string }) {
    const said = JSON.parse(data) as { token?: string; since?: number }
    this.said.push(said)
    void Promise.resolve().then(() => this.hear(sockets.welcome(said)))
  }
  close() {
    this.open = false
  }
  hear(news: News | string) {
    if (this.open) this.heard.message?.({ data: typeof news === 'string' ? news : JSON.stringify(news) })
  }
  cut() {
    if (!this.open) return
    this.open = false
    this.heard.error?.()
    this.heard.close?.()
  }
}

/** The server's side of all sockets; a test says how the line fares and what is new. */
export const sockets = {
  /** `down`: each one is refused. `absent`: the platform has none. */
  line: 'up' as 'up' | 'down' | 'absent',
  all: [] as FakeSocket[],
  seq: 100,
  welcome: (said: { since?: number }): News => ({ seq: sockets.seq, reset: said.since === undefined, hints: [] }),

  /** Lines outlive a page by a moment; what a test left open ends here. */
  reset() {
    for (const socket of sockets.open()) socket.cut()
    sockets.line = 'up'
    sockets.all = []
    sockets.seq = 100
    sockets.welcome = (said) => ({ seq: sockets.seq, reset: said.since === undefined, hints: [] })
  },
  connect({ url }: { url: string }): Promise<FakeSocket> {
    if (sockets.line === 'absent') throw new Error('no sockets here')
    const socket = new FakeSocket(url)
    sockets.all.push(socket)
    return Promise.resolve(socket)
  },
  open: () => sockets.all.filter((socket) => socket.open),
  tell(kind: Hint['kind'] = 'request') {
    sockets.seq += 1
    const hint = { seq: sockets.seq, kind, id: 'A102', version: 2 }
    for (const socket of sockets.open()) socket.hear({ seq: sockets.seq, reset: false, hints: [hint] })
  },
}
