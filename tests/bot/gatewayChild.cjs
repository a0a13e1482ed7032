// A gateway process on a fake platform. Told over IPC: {say: text} lets a resident speak in the group. Tells {ready} and {said: id}.
process.env.WECHATY_LOG = 'silent'
require('./fromSource.cjs')
const { FakeChat } = require('../../bot/adapters/sandbox/fakeChat.ts')
const { Transcript } = require('../../bot/adapters/sandbox/transcript.ts')
const { runGateway } = require('../../bot/app/runGateway.ts')
const { createLog } = require('../../bot/session/log.ts')
const { CAST } = require('./stubServer.ts')

async function main([dataDir, port]) {
  const chat = new FakeChat(CAST, await Transcript.open(`${dataDir}/platform`), () => new Date())
  const gateway = await runGateway({
    dataDir,
    account: 'main',
    port: Number(port),
    log: createLog('gateway', 'silent'),
    makePuppet: async () => chat.puppet,
  })
  process.on('message', async ({ say, freeze }) => {
    if (freeze) {
      const end = Date.now() + freeze
      while (Date.now() < end);
      return
    }
    const message = await chat.say({ as: 'wang', conversationId: 'g1', text: say, mention: false, kind: 'text', clientId: say })
    process.send({ said: message.id })
  })
  process.on('disconnect', () => process.exit(0))
  process.on('SIGTERM', () => gateway.stop().then(() => process.exit(0)))
  process.send({ ready: true })
}

void main(process.argv.slice(2))
