import type { Context, Middleware } from 'koa'
import type { Platform } from '../../platform.ts'
import { ApiError } from '../../web/apiError.ts'
import { readBytes } from '../../web/readBody.ts'
import type { PushKeys } from '../settings.ts'
import { receivePush } from './receivePush.ts'
import { isFromWeChat } from './readPush.ts'

const PATH = '/api/wechat/push'
const BODY_LIMIT = 64 * 1024
const ECHO_FORM = /^[\w-]{1,128}$/

/**
 * Where WeChat calls us. It has its own form (plain text answers, its own content types), so it is no route of the contract.
 * GET proves to WeChat that the address is ours; POST takes a message and answers `success` once it is stored.
 */
export function pushDoor(platform: Platform): Middleware {
  const { appId, push } = platform.wechat?.settings ?? {}
  return async (ctx, next) => {
    if (ctx.path !== PATH || !push || !appId) return next()
    ctx.state.route = 'weChatPush'
    ctx.state.caller = 'anyone'
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Allow', 'GET, POST')
    if (ctx.method === 'GET') ctx.body = proveAddress(platform, push, ctx)
    else if (ctx.method === 'POST') await take(platform, push, appId, ctx)
    else throw new ApiError('method_not_allowed')
    ctx.type = 'text/plain'
  }
}

function queryOf(ctx: Context): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(ctx.querystring))
}

function proveAddress(platform: Platform, push: PushKeys, ctx: Context): string {
  const query = queryOf(ctx)
  const { echostr = '' } = query
  if (!ECHO_FORM.test(echostr) || !isFromWeChat(push, query, platform.clock.now())) throw new ApiError('forbidden')
  return echostr
}

async function take(platform: Platform, push: PushKeys, appId: string, ctx: Context): Promise<void> {
  const query = queryOf(ctx)
  // Nobody but the platform gets us to read a body.
  if (!isFromWeChat(push, query, platform.clock.now())) throw new ApiError('forbidden')
  const body = (await readBytes(ctx.req, BODY_LIMIT)).toString('utf8')
  if (!(await receivePush(platform, push, appId, { query, body }))) throw new ApiError('forbidden')
  ctx.body = 'success'
}
