import { createRequire } from 'node:module'
import type { Socket } from 'node:net'

/** The two parts of the driver's connection that this file touches; they are not in its public types. */
interface DriverConnection {
  socket: Socket
  cleanup(error: Error): void
}

const require = createRequire(import.meta.url)
const woken = Symbol.for('yimin.mongoWake')

/**
 * mongodb 7.9 waits for ever where a command is written after the socket was destroyed and before its `close` is announced: the write
 * tells "full", and the driver then listens for `drain` or `error`, of which neither comes. A conversation stood still by it until the
 * process was restarted. So whoever waits for the socket is woken when the connection ends; the driver then looks whether it is closed,
 * and throws its own MongoNetworkError. The driver's time limit for operations (`timeoutMS`) would do, had it still an effect.
 * tests/server/record/lostConnections.test.ts fails without this; when it passes without it, this file goes.
 */
export function wakeWritersOnClose(): void {
  const { Connection } = require('mongodb/lib/cmap/connection.js') as {
    Connection: { prototype: DriverConnection & { [woken]?: true } }
  }
  const { prototype } = Connection
  if (prototype[woken]) return
  const { cleanup } = prototype
  prototype.cleanup = function (this: DriverConnection, error: Error) {
    cleanup.call(this, error)
    this.socket.emit('drain')
  }
  prototype[woken] = true
}
