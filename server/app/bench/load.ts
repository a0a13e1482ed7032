import http from 'node:http'
import type { InboundEvent } from '@yimin/shared/chat/contract'

const agent = new http.Agent({ keepAlive: true, maxSockets: 128 })

/** POSTs JSON and waits for the answer; throws on anything but success. */
export function post(port: number, path: string, body: unknown, token = ''): Promise<void> {
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const call = http.request(
      {
        port,
        path,
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          authorization: `Bearer ${token}`,
        },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          (answer.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`)),
        )
      },
    )
    call.on('error', reject)
    call.end(text)
  })
}

/** Runs `work` for 0 … count − 1, at most `width` at a time. */
export async function inParallel(count: number, width: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let i = next++; i < count; i = next++) await work(i)
  }
  await Promise.all(Array.from({ length: width }, lane))
}

const GOODS = ['西红柿', '青椒', '黄瓜', '土豆', '白菜', '豆腐', '鸡蛋', '萝卜', '茄子', '苹果']
const ROOMS = 40

/** The i-th message of the load: a whole request by the i-th person, spread over forty rooms. */
export function messageOf(i: number, run: string): InboundEvent {
  const room = `bench${i % ROOMS}`
  return {
    adapter: 'sandbox',
    account: 'yimin',
    messageId: `${run}.${i}`,
    at: new Date().toISOString(),
    seq: i,
    kind: 'text',
    room: { id: room, topic: room },
    from: { id: personId(i), name: `居民${i}` },
    self: false,
    text: `麻烦送${1 + (i % 5)}斤${GOODS[i % GOODS.length]}到六区${1 + (i % 20)}栋2单元，谢谢`,
    mentionsMe: false,
  }
}

export function personId(i: number): string {
  return `bench-${i}`
}

export const ROOM_IDS = Array.from({ length: ROOMS }, (_, i) => `sandbox:bench${i}`)

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
