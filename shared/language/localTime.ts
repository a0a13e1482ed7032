/**
 * Local time of the people served: Asia/Shanghai, UTC+8 all year (no summer time since 1991; IANA tz database, zone Asia/Shanghai).
 * `YYYY-MM-DDTHH:mm`, the form in which the frame tells times.
 */
const OFFSET_MS = 8 * 3_600_000

export function toLocal(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16)
}

export function fromLocal(local: string): Date {
  return new Date(Date.parse(`${local}:00.000Z`) - OFFSET_MS)
}

/** ISO 8601 with the offset +08:00, for people and for the API. */
export function toLocalIso(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}
