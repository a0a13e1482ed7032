import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a data service that can be cut: what goes over it goes on to the service's socket. */
export interface CutLine {
  port: number
  /** Breaks every connection; new ones are let through at once. */
  cut(): void
  close(): Promise<void>
}

/** @param target `unix:///path`, `mongodb://%2Fpath…` or `redis://host:port`, as the service's address says it */
export async function openCutLine(target: string): Promise<CutLine> {
  const place = placeOf(target)
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(place)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.setNoDelay(true)
      one.on('error', () => undefined)
      one.on('close', () => {
        ends.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const cut = () => ends.forEach((end) => end.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

function placeOf(target: string): { path: string } | { host: string; port: number } {
  const socket = /^(?:unix|redis|mongodb):\/\/((?:%2F|\/)[^?]*?\.sock)/i.exec(target)?.[1]
  if (socket !== undefined) return { path: decodeURIComponent(socket) }
  const { hostname, port } = new URL(target)
  return { host: hostname, port: Number(port) }
}
