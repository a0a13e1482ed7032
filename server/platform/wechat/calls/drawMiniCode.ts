import { QUICK } from '../exchange.ts'
import { WeChatFault } from '../faults.ts'
import type { Line } from '../line.ts'

/** What WeChat lets a scene hold: at most 32 of these. */
export const SCENE_FORM = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const PAGE_FORM = /^[A-Za-z][\w/-]{0,127}$/

/**
 * Draws a mini code (a JPEG or PNG) that opens `page` with `scene`. The scene is an opaque token of `makeScene`, never
 * a name, a room or a phone. Throws WeChatFault `bug` before anything is sent when scene or page have another form.
 */
export async function drawMiniCode(
  { ask }: Line,
  { scene, page, width = 430 }: { scene: string; page: string; width?: number },
): Promise<Buffer> {
  if (!SCENE_FORM.test(scene) || !PAGE_FORM.test(page)) throw new WeChatFault('miniCode', 'bug')
  return ask<Buffer>({
    api: 'miniCode',
    method: 'POST',
    path: '/wxa/getwxacodeunlimit',
    body: { scene, page, check_path: true, env_version: 'release', width: Math.min(1_280, Math.max(280, width)) },
    reply: 'image',
    withToken: true,
    patience: QUICK,
  })
}
