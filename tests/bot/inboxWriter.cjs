// Child process of inbox.test.ts: appends as fast as it can and tells each entry once it is on disk, until it is killed.
require('./fromSource.cjs')
const { Inbox } = require('../../bot/inbound/inbox.ts')

async function main([dir, round]) {
  const inbox = await Inbox.open({ dir, now: Date.now })
  let n = 0
  const write = async () => {
    for (;;) {
      const mine = (n += 1)
      await inbox.append({
        adapter: 'wechaty',
        account: 'main',
        messageId: `${round}-${mine}`,
        at: new Date().toISOString(),
        kind: 'text',
        from: { id: 'wang', name: '王阿姨' },
        self: false,
        text: '字'.repeat(1 + (mine % 50)),
        mentionsMe: true,
      })
      process.stdout.write(`done ${mine}\n`)
    }
  }
  await Promise.all([write(), write(), write()])
}

void main(process.argv.slice(2))
