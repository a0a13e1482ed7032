import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** All figures of this process. Labels are closed lists of words (route names, states), never ids or texts of people. */
const registry = new Registry()
let defaultsOn = false

/** The counter of that name, made at first use. `name` as Prometheus wants it: `requests_opened_total`. */
export function counter<Label extends string>(
  name: string,
  help: string,
  labels: readonly Label[] = [],
): Counter<Label> {
  const known = registry.getSingleMetric(name)
  if (known !== undefined) return known as Counter<Label>
  return new Counter({ name, help, labelNames: [...labels], registers: [registry] })
}

/** The gauge of that name, made at first use. `look`, where given, fills it each time the figures are read. */
export function gauge<Label extends string>(
  name: string,
  help: string,
  labels: readonly Label[] = [],
  look?: (gauge: Gauge<Label>) => Promise<void>,
): Gauge<Label> {
  const known = registry.getSingleMetric(name)
  if (known !== undefined) return known as Gauge<Label>
  return new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    ...(look
      ? {
          async collect() {
            await look(this)
          },
        }
      : {}),
  })
}

/** The histogram of that name, made at first use. Buckets are upper bounds, for times in seconds. */
export function histogram<Label extends string>(
  name: string,
  help: string,
  labels: readonly Label[] = [],
  buckets: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
): Histogram<Label> {
  const known = registry.getSingleMetric(name)
  if (known !== undefined) return known as Histogram<Label>
  return new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] })
}

/** All figures in Prometheus' text form, with those of the process itself (memory, event loop). */
export async function readMetrics(): Promise<{ type: string; text: string }> {
  if (!defaultsOn) collectDefaultMetrics({ register: registry })
  defaultsOn = true
  return { type: registry.contentType, text: await registry.metrics() }
}
