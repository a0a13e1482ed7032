import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { WechatyBuilder } from 'wechaty'
import type { Log } from '../../session/log.ts'
import { PuppetGateway, type GatewayPuppet, type GatewayWechaty } from './puppetGateway.ts'
import type { AnyPuppet } from './resolvePuppet.ts'

export interface InsideSettings {
  account: string
  /** The gateway's own folder (0700): memory card and all that puppets put into their home. */
  dir: string
  puppet: AnyPuppet
  log: Log
  now: () => Date
}

/**
 * Puppets keep session and contact files under HOME, readable for everybody: they get a home of their own in a folder that only this user
 * may enter (BOT-09).
 */
export function giveOwnHome(dir: string): void {
  const home = join(dir, 'home')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  process.env['HOME'] = home
  process.env['USERPROFILE'] = home
}

/** Wechaty around a puppet, with its memory card in the gateway's own folder. */
export function wrapPuppet(puppet: AnyPuppet, dir: string): { wechaty: GatewayWechaty; puppet: GatewayPuppet } {
  const wechaty = WechatyBuilder.build({ name: join(dir, 'session'), puppet: puppet as never })
  return { wechaty: wechaty as unknown as GatewayWechaty, puppet: puppet as unknown as GatewayPuppet }
}

/** Nobody is written to who has not become a contact of the account. */
export async function isContact(contactId: string, puppet: GatewayPuppet): Promise<boolean> {
  const { friend } = (await puppet.contactPayload(contactId)) as { friend?: boolean }
  return friend !== false
}

/** Any Wechaty puppet, in this process. */
export function createInsideGateway(settings: InsideSettings): PuppetGateway {
  const wrapped = wrapPuppet(settings.puppet, settings.dir)
  return new PuppetGateway({
    adapter: 'wechaty',
    account: settings.account,
    capabilities: { proof: 'echo', stableIds: true, rooms: true, mentions: true, cards: true, hearsHere: true },
    build: async () => wrapped,
    mayWriteTo: isContact,
    writesMentions: true,
    log: settings.log,
    now: settings.now,
  })
}
