import { join } from 'node:path'
import { PuppetServer } from 'wechaty-puppet-service'
import { openGatewayKeys } from '../adapters/wechaty/certificates.ts'
import { giveOwnHome, wrapPuppet } from '../adapters/wechaty/insideGateway.ts'
import type { AnyPuppet } from '../adapters/wechaty/resolvePuppet.ts'
import { hearPuppet } from '../inbound/hearPuppet.ts'
import { Inbox } from '../inbound/inbox.ts'
import { openSpoolSeal, spoolKeyFile } from '../inbound/spoolSeal.ts'
import { HearingTime } from '../session/hearingTime.ts'
import type { Log } from '../session/log.ts'
import { makePrivateDir } from '../session/privateFiles.ts'
import { holdAlone } from '../session/soleHolder.ts'
import { gatewayDir } from './chatLink.ts'

export interface GatewaySettings {
  dataDir: string
  account: string
  /** Port on the loopback. */
  port: number
  makePuppet: () => Promise<AnyPuppet>
  log: Log
}

export interface RunningGateway {
  stop(): Promise<void>
}

const KEEP_MS = 5_000

/**
 * Every client of a PuppetServer may start, stop and log out the puppet, and a client that ends stops it for everybody. This gateway goes on
 * hearing whoever comes and goes: what its clients ask of its life is not done.
 */
export function keepAlive(puppet: AnyPuppet): AnyPuppet {
  return new Proxy(puppet, {
    get(target, name) {
      if (name === 'start' || name === 'stop' || name === 'logout') return async () => undefined
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/**
 * The gateway process: hosts the puppet, writes every event into the inbox before anything else, and lets the bot on this machine speak
 * through it over gRPC with a certificate of its own.
 */
export async function runGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const { account, dataDir, log } = settings
  process.umask(0o077)
  const dir = await makePrivateDir(gatewayDir(dataDir, 'wechaty', account))
  const release = await holdAlone(join(dir, 'gateway.lock'))
  giveOwnHome(join(dir, 'gateway'))
  const keys = await openGatewayKeys(dataDir)
  const now = (): number => Date.now()
  const inbox = await Inbox.open({ dir, now, seal: await openSpoolSeal(spoolKeyFile(dataDir)) })
  const hearing = await HearingTime.open({
    dir,
    now,
    onGap: (gap) => {
      log.warn({ from: gap.from, to: gap.to }, 'heard nothing for a while')
      inbox.appendGap(gap).catch((error: unknown) => log.error({ err: error }, 'gap not stored'))
    },
  })
  const keeping = setInterval(() => void hearing.keep().catch(() => undefined), KEEP_MS)

  const made = await settings.makePuppet()
  const { wechaty, puppet } = wrapPuppet(made, dir)
  puppet.on('login', () => hearing.begin())
  puppet.on('logout', () => hearing.end())
  const stopHearing = hearPuppet({
    adapter: 'wechaty',
    account,
    puppet,
    heard: async (event, peer) => {
      await inbox.append(event, peer)
    },
    log,
    now: () => new Date(),
  })
  const server = new PuppetServer({
    endpoint: `127.0.0.1:${settings.port}`,
    puppet: keepAlive(made) as never,
    token: keys.token,
    tls: { serverCert: keys.serverCert, serverKey: keys.serverKey },
  })
  await server.start()
  wechaty.on('error', (error) => log.warn({ err: error }, 'puppet error'))
  await wechaty.start()
  return {
    stop: async () => {
      clearInterval(keeping)
      await stopHearing()
      await server.stop()
      await wechaty.stop()
      await hearing.keep()
      await inbox.close()
      await release()
    },
  }
}
