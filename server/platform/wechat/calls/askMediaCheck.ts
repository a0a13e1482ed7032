import { z } from 'zod'
import { STEADY } from '../exchange.ts'
import type { Line } from '../line.ts'
import type { Scene } from './checkText.ts'
import { SCENES } from './checkText.ts'

const MEDIA_TYPES = { audio: 1, image: 2 } as const
export type MediaKind = keyof typeof MEDIA_TYPES

/**
 * Hands a picture or a recording to WeChat by its address; gives the number under which the verdict comes later, as an event.
 * Throws WeChatFault.
 */
export async function askMediaCheck(
  { ask }: Line,
  media: { url: string; kind: MediaKind; openid: string; scene: Scene },
): Promise<string> {
  const { trace_id: traceId } = await ask({
    api: 'mediaCheck',
    method: 'POST',
    path: '/wxa/media_check_async',
    body: {
      media_url: media.url,
      media_type: MEDIA_TYPES[media.kind],
      version: 2,
      scene: SCENES[media.scene],
      openid: media.openid,
    },
    reply: z.object({ errcode: z.literal(0), trace_id: z.string().min(1).max(200) }),
    withToken: true,
    patience: STEADY,
  })
  return traceId
}
