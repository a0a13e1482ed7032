import Taro from '@tarojs/taro'
import { serverAddress } from '../api/call.ts'

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  /** Once, whatever ended it. */
  onEnd(): void
}

export interface Socket {
  send(text: string): void
  close(): void
}

/** Opens a WebSocket on either platform. Whatever goes wrong ends in `onEnd`; after `close` nothing is told any more. */
export function openSocket(path: string, events: SocketEvents): Socket {
  let task: Taro.SocketTask | undefined
  let over = false
  const end = () => {
    if (over) return
    over = true
    events.onEnd()
  }
  const listen = (made: Taro.SocketTask) => {
    if (over) return made.close({})
    task = made
    made.onOpen(() => !over && events.onOpen())
    made.onMessage(({ data }) => !over && typeof data === 'string' && events.onText(data))
    made.onError(end)
    made.onClose(end)
  }
  try {
    Taro.connectSocket({ url: addressOf(path) }).then(listen, end)
  } catch {
    // Some browsers refuse by throwing; the caller is still waiting for its socket.
    setTimeout(end, 0)
  }
  return {
    send: (text) => void task?.send({ data: text, fail: end }),
    close: () => {
      over = true
      task?.close({})
    },
  }
}

/** Unlike a request, a socket wants the whole address. */
function addressOf(path: string): string {
  const address = serverAddress(path)
  const whole = address === path && process.env.TARO_ENV === 'h5' ? `${window.location.origin}${path}` : address
  return whole.replace(/^http/, 'ws')
}
