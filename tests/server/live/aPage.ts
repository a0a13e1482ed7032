import { WebSocket } from 'ws'
import type { Hint, News } from '@yimin/shared/live/contract'

/** A page at the other end of the socket, as a browser would be. */
export interface Page {
  socket: WebSocket
  news: News[]
  hints(): Hint[]
  /** The number after which this page has to ask next time. */
  seq(): number
  opened: Promise<void>
  /** Resolves with the close code; 0 when the first request was refused. */
  closed: Promise<number>
  leave(): Promise<void>
}

/** Opens a socket and, where a message is given, says it at once. `autoPong` false: it never answers a beat. */
export function aPage(port: number, first?: unknown, headers: Record<string, string> = {}, autoPong = true): Page {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`, { headers, autoPong })
  const news: News[] = []
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(code))
    socket.on('unexpected-response', () => resolve(0))
    socket.on('error', () => undefined)
  })
  const opened = new Promise<void>((resolve) => {
    socket.on('open', () => {
      if (first !== undefined) socket.send(typeof first === 'string' ? first : JSON.stringify(first))
      resolve()
    })
  })
  socket.on('message', (data) => news.push(JSON.parse(String(data)) as News))
  return {
    socket,
    news,
    hints: () => news.flatMap((one) => one.hints),
    seq: () => news.at(-1)?.seq ?? 0,
    opened,
    closed,
    leave: async () => {
      socket.terminate()
      await closed
    },
  }
}
