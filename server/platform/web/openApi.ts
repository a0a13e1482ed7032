import { z } from 'zod'
import { ERRORS } from '@yimin/shared/errors/codes'
import type { Route } from '@yimin/shared/route/route'

type Json = Record<string, unknown>

export interface ApiTitle {
  title: string
  version: string
  description?: string
}

const JSON_TYPE = 'application/json'

/**
 * The OpenAPI 3.0.3 description of routes, in the order of their paths, so that the written file changes only where a route does.
 * Throws when two routes share a name or a door.
 */
export function writeOpenApi(routes: readonly Route[], info: ApiTitle): Json {
  refuseTwins(routes)
  const paths: Record<string, Json> = {}
  const sorted = [...routes].sort((left, right) => compare(left.path, right.path) || compare(left.method, right.method))
  for (const route of sorted) {
    const path = openApiPath(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.0.3',
    info,
    paths,
    components: {
      schemas: { Error: errorSchema() },
      securitySchemes: { session: { type: 'http', scheme: 'bearer', description: 'Opaque session token' } },
    },
  }
}

function refuseTwins(routes: readonly Route[]): void {
  const seen = new Set<string>()
  for (const { name, method, path } of routes) {
    for (const mark of [name, `${method} ${path.replace(/:\w+/g, ':')}`]) {
      if (seen.has(mark)) throw new Error(`two routes are called ${mark}`)
      seen.add(mark)
    }
  }
}

/** `/api/requests/:id` → `/api/requests/{id}` */
export function openApiPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

function operation(route: Route): Json {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...keyParameter(route),
  ]
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    'x-caller': route.caller,
    security: route.caller === 'anyone' ? [] : [{ session: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: contentOf(route.body, route.takes, 'input') } }),
    responses: {
      [String(route.status ?? 200)]: {
        description: 'Done',
        content: answerOf(route),
      },
      default: {
        description: 'Refused; `error` is one code of a closed list, `message` a sentence for people',
        content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

const BINARY = { type: 'string', format: 'binary' }

function contentOf(schema: z.ZodType, picture: 'photo' | undefined, io: 'input' | 'output'): Json {
  if (picture === undefined) return { [JSON_TYPE]: { schema: jsonSchema(schema, io) } }
  if (io === 'output') return { 'image/jpeg': { schema: BINARY } }
  const form = { type: 'object', properties: { photo: BINARY }, required: ['photo'], additionalProperties: false }
  return { 'multipart/form-data': { schema: form } }
}

function answerOf({ reply, gives, produces }: Route): Json {
  return produces === undefined ? contentOf(reply, gives, 'output') : { [produces]: { schema: BINARY } }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function keyParameter(route: Route): Json[] {
  if (route.method === 'GET' || route.idempotencyKey === false || route.caller === 'anyone') return []
  const schema = { type: 'string', minLength: 1, maxLength: 255 }
  const description =
    'Made anew by the client for each act; a repetition with the same key gets the same answer for 24 hours'
  return [{ name: 'Idempotency-Key', in: 'header', required: true, description, schema }]
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
    override: plain,
  })
  return rest
}

/** A format already says what zod's 400-character patterns say, and the bounds of safe integers are no news. */
function plain({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (schema.format !== undefined) delete schema.pattern
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
}

function errorSchema(): Json {
  const field = {
    type: 'object',
    properties: { path: { type: 'string' }, message: { type: 'string' } },
    required: ['path', 'message'],
  }
  return {
    type: 'object',
    properties: {
      error: { type: 'string', enum: Object.keys(ERRORS) },
      message: { type: 'string' },
      fields: { type: 'array', items: field },
    },
    required: ['error', 'message', 'fields'],
  }
}

/** By code unit: the same on every machine, whatever its language. */
function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
