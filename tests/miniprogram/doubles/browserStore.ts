interface Row {
  id: string
  [part: string]: unknown
}

interface Asked {
  result?: unknown
  error?: Error
  onupgradeneeded?(): void
  onsuccess?(): void
  onerror?(): void
}

interface Transaction {
  error?: Error
  oncomplete?(): void
  onabort?(): void
  objectStore(): object
}

let connection: { onclose?(): void } | undefined

/** A browser's own store for files (IndexedDB), as far as the pages use it: it outlives them, and may be denied or full. */
export const browserStore = {
  rows: new Map<string, Row>(),
  /** A private window: nothing can be opened. */
  denied: false,
  /** No room: nothing more can be laid by. */
  full: false,

  install() {
    Object.assign(globalThis, { indexedDB: { open } })
  },
  reset() {
    browserStore.rows.clear()
    browserStore.full = false
    browserStore.denied = false
    browserStore.takeAway()
  },
  /** The browser takes it away from the page that has it open. */
  takeAway() {
    connection?.onclose?.()
    connection = undefined
  },
  /** What lies there, by whose it is and where it is to go. */
  lying: () => [...browserStore.rows.values()].map(({ who, at }) => `${String(who)} ${String(at)}`),
}

function open(): Asked {
  const asked: Asked = {}
  queueMicrotask(() => {
    if (browserStore.denied) {
      asked.error = new Error('denied')
      return asked.onerror?.()
    }
    connection = { createObjectStore: () => undefined, transaction } as object
    asked.result = connection
    asked.onupgradeneeded?.()
    asked.onsuccess?.()
  })
  return asked
}

function transaction(): Transaction {
  const { rows } = browserStore
  const of: Transaction = {
    objectStore: () => ({
      put: (row: Row) => done(() => void (browserStore.full ? fail() : rows.set(row.id, row))),
      delete: (id: string) => done(() => void rows.delete(id)),
      getAll: () => done(() => [...rows.values()]),
    }),
  }
  const fail = () => {
    of.error = new Error('quota')
  }
  const done = (act: () => unknown): Asked => {
    const asked: Asked = { result: act() }
    queueMicrotask(() => (of.error === undefined ? of.oncomplete?.() : of.onabort?.()))
    return asked
  }
  return of
}
