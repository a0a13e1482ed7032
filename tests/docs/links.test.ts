import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
const PASSED_OVER = new Set(['node_modules', 'dist', '.data', '.git', 'coverage', '.cache', '.swc'])
const WORKSPACES = ['shared', 'server', 'bot', 'miniprogram']

function markdownBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (PASSED_OVER.has(entry.name)) return []
    const inner = path.join(dir, entry.name)
    if (entry.isDirectory()) return markdownBelow(inner)
    return entry.name.endsWith('.md') ? [inner] : []
  })
}

const PAGES = markdownBelow(ROOT).map((file) => path.relative(ROOT, file))
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const readJson = (file: string) => JSON.parse(read(file)) as { [key: string]: Record<string, string> | undefined }
const withoutFences = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '')

interface Link {
  page: string
  target: string
}

function linksOf(page: string): Link[] {
  const found = withoutFences(read(page)).matchAll(/\]\(([^()\s]+)\)/g)
  return [...found].map(([, target = '']) => ({ page, target }))
}

const links = PAGES.flatMap(linksOf)
const isOutside = ({ target }: Link) => /^[a-z]+:/i.test(target)

/** The anchor that a heading gets, as the usual hosts of repositories make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

function anchorsOf(page: string): string[] {
  return [...withoutFences(read(page)).matchAll(/^#+\s+(.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

/** `npm start`, `npm test`, `npm run x`, each with the workspace that it names. */
function commandsOf(page: string): { page: string; script: string; workspace: string }[] {
  const found = read(page).matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)([^\n`|。；]*)/g)
  return [...found].map(([, run, short, rest = '']) => ({
    page,
    script: run ?? short ?? '',
    workspace: /-w (\w+)/.exec(rest)?.[1] ?? '.',
  }))
}

describe('the pages of the repository', () => {
  it('are found', () => {
    expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', 'docs/privacy.md']))
  })

  it('link only to what is there', () => {
    const broken = links
      .filter((link) => !isOutside(link))
      .filter(({ page, target }) => {
        const [file = '', anchor] = decodeURIComponent(target).split('#')
        const meant = file === '' ? page : path.join(path.dirname(page), file)
        if (!existsSync(path.join(ROOT, meant))) return true
        return anchor !== undefined && !anchorsOf(meant).includes(anchor)
      })
    expect(broken).toEqual([])
  })

  it('link to nothing outside: the repository reads the same without a network', () => {
    expect(links.filter(isOutside)).toEqual([])
  })

  it('name only npm commands that exist', () => {
    const unknown = PAGES.flatMap(commandsOf).filter(({ script, workspace }) => {
      const { scripts = {} } = readJson(path.join(workspace, 'package.json'))
      return !(script in scripts)
    })
    expect(unknown).toEqual([])
  })

  it.each(['README.md', 'README.zh-CN.md'])('%s names both commands of a fresh clone', (page) => {
    expect(read(page)).toMatch(/^npm start$/m)
    expect(read(page)).toMatch(/^npm test$/m)
  })

  it('name only files of the repository in code marks', () => {
    const named = PAGES.flatMap((page) =>
      [
        ...withoutFences(read(page)).matchAll(
          /`((?:server|bot|shared|setup|tests|docs|deploy|miniprogram)\/[^`*<>\s]*)`/g,
        ),
      ].map(([, file = '']) => ({ page, file })),
    )
    const missing = named.filter(({ file }) => !file.includes('/dist/') && !existsSync(path.join(ROOT, file)))
    expect(missing).toEqual([])
  })
})

describe('the settings in docs/operating.md', () => {
  const documented = new Set([...read('docs/operating.md').matchAll(/`([A-Z][A-Z_]+[A-Z])`/g)].map(([, name]) => name))

  it.each(['server/app/env.ts', 'bot/app/env.ts'])('are all that %s reads', (file) => {
    const names = [...read(file).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !documented.has(name))).toEqual([])
  })
})

describe('the table of dependencies', () => {
  const rows = [
    ...read('docs/decisions/0011-dependencies.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|/gm),
  ].map(([, name = '', where = '', licence = '']) => ({
    name,
    where: where.trim().split(', ').sort(),
    licence: licence.trim(),
  }))

  function directDependencies(): Map<string, string[]> {
    const found = new Map<string, string[]>()
    for (const workspace of ['root', ...WORKSPACES]) {
      const manifest = readJson(workspace === 'root' ? 'package.json' : `${workspace}/package.json`)
      const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'] as const
      for (const name of kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}))) {
        found.set(name, [...(found.get(name) ?? []), workspace].sort())
      }
    }
    return found
  }

  it('has a row for each direct dependency of every workspace, and no other', () => {
    const listed = Object.fromEntries(rows.map(({ name, where }) => [name, where]))
    expect(listed).toEqual(Object.fromEntries(directDependencies()))
  })

  it('names the licences that the lock file names', () => {
    const { packages = {} } = JSON.parse(read('package-lock.json')) as {
      packages?: Record<string, { license?: string; resolved?: string; link?: boolean }>
    }
    const wrong = rows.filter(({ name, licence }) => {
      const entry = packages[`node_modules/${name}`]
      const real = entry?.link ? packages[entry.resolved ?? ''] : entry
      return real?.license !== licence
    })
    expect(wrong).toEqual([])
  })
})

describe('the field register in docs/privacy.md', () => {
  /** Which document type lies in which collection. */
  const TYPES: { [collection: string]: { file: string; type: string } } = {
    people: { file: 'server/people/person.model.ts', type: 'PersonDoc' },
    personal_reads: { file: 'server/people/reads.model.ts', type: 'ReadDoc' },
    erasures: { file: 'server/privacy/erasure.model.ts', type: 'ErasureDoc' },
    joins: { file: 'server/privacy/joining/join.model.ts', type: 'JoinDoc' },
    sessions: { file: 'server/people/session.model.ts', type: 'SessionDoc' },
    passwords: { file: 'server/people/entry/entry.model.ts', type: 'PasswordDoc' },
    invitations: { file: 'server/people/entry/entry.model.ts', type: 'InvitationDoc' },
    entry_codes: { file: 'server/people/entry/entry.model.ts', type: 'EntryCodeDoc' },
    entry_tries: { file: 'server/people/entry/entry.model.ts', type: 'EntryTriesDoc' },
    entry_places: { file: 'server/people/entry/entry.model.ts', type: 'EntryPlaceDoc' },
    requests: { file: 'server/requests/request.model.ts', type: 'RequestDoc' },
    recurring_tasks: { file: 'server/recurring/recurring.model.ts', type: 'RecurringTaskDoc' },
    searches: { file: 'server/dispatch/search.model.ts', type: 'SearchDoc' },
    helper_standings: { file: 'server/dispatch/standing.model.ts', type: 'StandingDoc' },
    standing_rebuilds: { file: 'server/dispatch/standing.model.ts', type: 'RebuildDoc' },
    inbound: { file: 'server/chat/inbound.model.ts', type: 'InboundDoc' },
    threads: { file: 'server/chat/inbound.model.ts', type: 'ThreadDoc' },
    outgoing: { file: 'server/messaging/outgoing.model.ts', type: 'OutgoingDoc' },
    gateways: { file: 'server/messaging/outgoing.model.ts', type: 'GatewayDoc' },
    alarms: { file: 'server/duty/alarm.model.ts', type: 'AlarmDoc' },
    duty_rosters: { file: 'server/duty/roster.model.ts', type: 'RosterDoc' },
    wechat_accounts: { file: 'server/people/weChatAccount.model.ts', type: 'WeChatAccountDoc' },
    wechat_phone_calls: { file: 'server/people/weChatAccount.model.ts', type: 'PhoneCallsDoc' },
    wechat_subscriptions: { file: 'server/messaging/subscription.model.ts', type: 'SubscriptionDoc' },
    wechat_talk_windows: { file: 'server/messaging/subscription.model.ts', type: 'TalkWindowDoc' },
    wechat_media_checks: { file: 'server/platform/wechat/checks/mediaCheck.model.ts', type: 'MediaCheckDoc' },
    wechat_scenes: { file: 'server/platform/wechat/scene.model.ts', type: 'WeChatSceneDoc' },
    wechat_pushes: { file: 'server/platform/wechat/push/push.model.ts', type: 'WeChatPushDoc' },
    wechat_nonces: { file: 'server/platform/wechat/push/push.model.ts', type: 'WeChatNonceDoc' },
    wechat_apps: { file: 'server/platform/wechat/app.model.ts', type: 'WeChatAppDoc' },
    photos: { file: 'server/photos/photo.model.ts', type: 'PhotoDoc' },
    live: { file: 'server/platform/live/live.model.ts', type: 'HintDoc' },
    idempotency_keys: { file: 'server/platform/web/idempotency.ts', type: 'KeyRow' },
    seals: { file: 'server/platform/seal/seal.model.ts', type: 'SealDoc' },
    processes: { file: 'server/platform/seal/seal.model.ts', type: 'ProcessDoc' },
    stations: { file: 'server/organisations/station.model.ts', type: 'StationDoc' },
  }

  function fieldsOf({ file, type }: { file: string; type: string }): string[] {
    const body = new RegExp(`^export interface ${type} [^{]*\\{\n([\\s\\S]*?)^\\}`, 'm').exec(read(file))?.[1] ?? ''
    return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name = '']) => name).sort()
  }

  const registered = new Map<string, Set<string>>()
  for (const [, collection = '', fields = ''] of read('docs/privacy.md').matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)) {
    const known = registered.get(collection) ?? new Set<string>()
    for (const [, name = ''] of fields.matchAll(/`(\w+)[^`]*`/g)) known.add(name)
    registered.set(collection, known)
  }

  it.each(Object.entries(TYPES))(
    '%s: every field has a row, and no row tells of a field that is gone',
    (name, type) => {
      const fields = fieldsOf(type)
      expect(fields.length).toBeGreaterThan(1)
      expect([...(registered.get(name) ?? [])].sort()).toEqual(fields)
    },
  )

  it('leaves out no collection that a model names', () => {
    const models = readdirSync(path.join(ROOT, 'server'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.model.ts') && !file.includes('node_modules') && !file.includes('dist'))
      .map((file) => read(path.join('server', file)))
    const named = models.flatMap((text) =>
      [...text.matchAll(/^export const [A-Z_]+ = '(\w+)'/gm)].map(([, name]) => name),
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !registered.has(name ?? ''))).toEqual([])
  })
})
