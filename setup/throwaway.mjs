import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startServices } from './services.mjs'

/**
 * Data services in a directory of their own that goes away with them: for tests, replays and measurements.
 * @param {object} [options] as of startServices, without `dir`
 * @returns {Promise<{dir: string, mongodbUri: string, redisUrl: string, pids: () => object, stop: () => Promise<void>}>}
 */
export async function startThrowawayServices(options = {}) {
  const dir = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'yimin-'))
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  try {
    const services = await startServices({ dir, ...options })
    const stop = async () => {
      await services.stop()
      remove()
    }
    return { dir, ...services, stop }
  } catch (error) {
    remove()
    throw error
  }
}
