import type { Context } from 'koa'
import type { FileReply } from '@yimin/shared/route/file'

/** An answer that is a file. */
export interface FileAnswer extends FileReply {
  status: number
  type: string
}

/** RFC 6266 with RFC 8187: names in Chinese arrive whole, and no character of a name ends the header. */
function dispositionOf(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}

/** To be saved, never shown in our own origin, never guessed at, never kept on the way (ASVS 3.2.1, 5.4.2, 14.3.2). */
export function sendFile(ctx: Context, { status, type, name, bytes }: FileAnswer): void {
  ctx.status = status
  ctx.set('Content-Disposition', dispositionOf(name))
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox")
  ctx.type = type
  ctx.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
