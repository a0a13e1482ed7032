import { helpers } from 'wechaty-puppet'

/** A puppet that can be started; which events and calls it has, the gateway's own types say. */
export type AnyPuppet = Awaited<ReturnType<typeof helpers.resolvePuppet>>

/** The web protocol loses accounts, and the service puppet would ask a foreign host where to connect. */
const NEVER = new Map([
  ['wechaty-puppet-wechat4u', 'the WeChat web protocol gets accounts locked'],
  ['wechaty-puppet-wechat', 'the WeChat web protocol gets accounts locked'],
  ['wechaty-puppet-service', 'set CHAT_GATEWAY=apart to use the local gateway'],
])

/** The puppet cannot be used; the message says what to do. */
export class PuppetFault extends Error {
  override readonly name = 'PuppetFault'
}

/**
 * Loads a Wechaty puppet by its npm name. The puppet's own settings (such as its token) are its own environment variables.
 * @throws PuppetFault when it is not named, must not be used, or is not installed
 */
export async function resolvePuppet(name: string | undefined): Promise<AnyPuppet> {
  if (!name) throw new PuppetFault('CHAT_PUPPET is not set: name a Wechaty puppet, or set CHAT_ADAPTER=sandbox')
  const reason = NEVER.get(name)
  if (reason) throw new PuppetFault(`CHAT_PUPPET=${name} is not used: ${reason}`)
  try {
    return await helpers.resolvePuppet({ puppet: name as never })
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const missing = /Cannot find (package|module)|MODULE_NOT_FOUND/.test(text)
    throw new PuppetFault(
      missing
        ? `CHAT_PUPPET=${name} is not installed: npm install ${name} -w bot`
        : `CHAT_PUPPET=${name} does not start: ${text}`,
    )
  }
}
