import { z } from 'zod'
import { STEADY } from '../exchange.ts'
import type { Line } from '../line.ts'

/** WeChat takes 2,048 bytes of text. */
const LONGEST_BYTES = 2_048

/** Whole characters only: half a character is refused. */
function cutToBytes(text: string): string {
  let size = 0
  const kept = Array.from(text).filter((character) => (size += Buffer.byteLength(character)) <= LONGEST_BYTES)
  return kept.join('')
}

/**
 * Writes into the customer-service talk, which is open for a while after the person wrote or came in.
 * Throws WeChatFault `window` when it is closed or full, or one of the line.
 */
export async function sendCustomMessage({ ask }: Line, message: { openid: string; text: string }): Promise<void> {
  await ask({
    api: 'customSend',
    method: 'POST',
    path: '/cgi-bin/message/custom/send',
    body: { touser: message.openid, msgtype: 'text', text: { content: cutToBytes(message.text) } },
    reply: z.object({ errcode: z.literal(0) }),
    withToken: true,
    patience: STEADY,
  })
}
