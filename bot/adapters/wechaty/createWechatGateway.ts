import type { BotEnv } from '../../app/env.ts'
import type { Log } from '../../session/log.ts'
import type { ChatGateway } from '../../session/port.ts'
import { makePrivateDir } from '../../session/privateFiles.ts'
import { ApartGateway } from './apartGateway.ts'
import { createInsideGateway, giveOwnHome } from './insideGateway.ts'
import { resolvePuppet } from './resolvePuppet.ts'

/** The WeChat gateway that the settings ask for. @throws PuppetFault before anything is connected */
export async function createWechatGateway(
  env: Pick<BotEnv, 'account' | 'dataDir' | 'gateway' | 'gatewayPort' | 'puppet'>,
  dir: string,
  log: Log,
): Promise<ChatGateway> {
  await makePrivateDir(dir)
  const common = { account: env.account, dir, log, now: () => new Date() }
  if (env.gateway === 'apart') return new ApartGateway({ ...common, dataDir: env.dataDir, port: env.gatewayPort })
  giveOwnHome(dir)
  return createInsideGateway({ ...common, puppet: await resolvePuppet(env.puppet) })
}
