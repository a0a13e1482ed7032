import { existsSync } from 'node:fs'
import path from 'node:path'
import { readSandboxCast } from '@yimin/shared/chat/contract'
import { ladderRoutes, suggestionRoutes } from '../dispatch/index.ts'
import { dutyRoutes, rosterRoutes } from '../duty/index.ts'
import { messagingRoutes } from '../messaging/index.ts'
import {
  consentRoutes,
  entryRoutes,
  identify,
  mineRoutes,
  peopleRoutes,
  posterRoutes,
  registerRoutes,
  secondFactorRoutes,
  sessionRoutes,
  stillOpen,
} from '../people/index.ts'
import type { Listening } from '../people/index.ts'
import { dispatchRoutes } from '../dispatch/index.ts'
import { botRoutes, myRequestRoutes, orderRoutes, residentRoutes } from '../chat/index.ts'
import { liveRoutes, openLiveDoor } from '../platform/live/index.ts'
import { photoRoutes } from '../photos/index.ts'
import type { Platform } from '../platform/platform.ts'
import { createApp, proxy, sealAnswers, serve, serveFolder } from '../platform/web/index.ts'
import type { App, MountedRoute } from '../platform/web/index.ts'
import { pushDoor } from '../platform/wechat/index.ts'
import { registerGauges, reportRoutes } from '../reports/index.ts'
import { recurringRoutes } from '../recurring/index.ts'
import { joiningRoutes, privacyRoutes } from '../privacy/index.ts'
import { illustrationRoutes, requestRoutes } from '../requests/index.ts'
import { API_TITLE } from './contracts.ts'
import { loadDemo } from './demo/loadDemo.ts'
import { readCast } from './demo/readCast.ts'
import { loadSettings, readBotToken } from './env.ts'
import type { Settings } from './env.ts'
import { openHouse } from './house.ts'
import { openLog } from './log.ts'
import { clearUpAfterStart, runUntilStopped } from './process.ts'

/** Every route of the product, mounted. */
export function routesOf(platform: Platform, settings: Pick<Settings, 'demo' | 'chatAdapter'>): MountedRoute[] {
  const sandbox = settings.chatAdapter === 'sandbox'
  return [
    ...peopleRoutes(platform, { demo: settings.demo, sandbox }),
    ...messagingRoutes(platform),
    ...entryRoutes(platform),
    ...posterRoutes(platform),
    ...secondFactorRoutes(platform),
    ...sessionRoutes(platform),
    ...registerRoutes(platform),
    ...mineRoutes(platform),
    ...consentRoutes(platform),
    ...requestRoutes(platform),
    ...illustrationRoutes(platform),
    ...suggestionRoutes(platform),
    ...ladderRoutes(platform),
    ...residentRoutes(platform),
    ...recurringRoutes(platform),
    ...photoRoutes(platform),
    ...dispatchRoutes(platform),
    ...myRequestRoutes(platform),
    ...orderRoutes(platform),
    ...privacyRoutes(platform),
    ...joiningRoutes(platform),
    ...dutyRoutes(platform),
    ...rosterRoutes(platform),
    ...reportRoutes(platform),
    ...botRoutes(platform),
    ...liveRoutes(platform),
    ...(sandbox ? [serve(readSandboxCast, [], () => readCast(platform))] : []),
  ]
}

/** The web side of one platform; it listens to nothing yet. */
export function webOf(platform: Platform, settings: Settings): App {
  const h5 = path.resolve('miniprogram', 'dist', 'h5')
  const { db, log } = platform
  const who = (token: string) => identify(platform, token)
  const live = { db, log, identify: who, stillOpen: (listening: Listening[]) => stillOpen(platform, listening) }
  return createApp({
    routes: routesOf(platform, settings),
    identify: who,
    botToken: readBotToken(settings),
    db: platform.db,
    clock: platform.clock,
    log: platform.log,
    checks: { mongo: () => platform.db.command({ ping: 1 }), redis: () => platform.queues.ping() },
    info: API_TITLE,
    sealer: sealAnswers(platform.vault),
    callbacks: [pushDoor(platform)],
    proxies:
      settings.chatAdapter === 'sandbox'
        ? [proxy('/sandbox', `http://127.0.0.1:${settings.sandboxPort}`, settings.origins)]
        : [],
    doors: [openLiveDoor({ ...live, origins: settings.origins, trustedProxies: settings.trustedProxies })],
    folders: existsSync(h5) ? [serveFolder('/', h5)] : [],
    origins: settings.origins,
    trustedProxies: settings.trustedProxies,
    metricsPublic: settings.metricsPublic,
    rate: settings.rate,
    strictReplies: settings.mode !== 'production',
  })
}

/** The web process: the API, the resident's page and the door of the chat gateway. */
async function main(): Promise<void> {
  const settings = loadSettings()
  const log = openLog('web', settings.logLevel)
  const house = await openHouse(settings, log, { name: 'web' })
  if (settings.demo && (await loadDemo(house.platform))) log.info('demo community loaded')
  const app = webOf(house.platform, settings)
  registerGauges(house.platform)
  const at = await app.listen(settings.port, settings.host)
  clearUpAfterStart()
  log.info({ ready: 'web', port: at.port }, 'ready')
  runUntilStopped(log, async () => {
    await app.close()
    await house.close()
  })
}

if (/[\\/]web\.[jt]s$/.test(process.argv[1] ?? '')) {
  void main().catch((error: unknown) => {
    process.stderr.write(`web: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
}
