import type { Context } from 'koa'
import { pageWords } from '@yimin/shared/errors/words'

/** A page of one sentence, for people who came with a browser. Both texts are ours, so nothing needs escaping. */
export function plainPage(ctx: Context, title: string, sentence: string): void {
  ctx.type = 'text/html'
  ctx.set('Cache-Control', 'no-store')
  ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><h1>${title}</h1><p>${sentence}</p><p><a href="/">${pageWords.backHome}</a></p></html>`
}
