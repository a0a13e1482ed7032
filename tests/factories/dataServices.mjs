/**
 * A child process with data services of its own, for tests that kill them. It says where they are, tells their process
 * numbers when asked, and takes everything down when its parent says so or is gone.
 */
import { startThrowawayServices } from '../../setup/throwaway.mjs'

const services = await startThrowawayServices()
let stopping

function stop() {
  stopping ??= services.stop().finally(() => process.exit(0))
}

process.on('SIGTERM', stop)
process.on('SIGINT', () => {})
process.on('disconnect', stop)
process.on('message', (ask) => {
  if (ask === 'pids') process.send?.({ pids: services.pids() })
  if (ask === 'stop') stop()
})
const { mongodbUri, redisUrl, dir } = services
process.send?.({ services: { mongodbUri, redisUrl, dir } })
if (!process.connected) stop()
