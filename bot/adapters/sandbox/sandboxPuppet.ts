import { PuppetMock, mock } from 'wechaty-puppet-mock'

/** Says words as the assistant; gives the new message's id. */
export type SayAsAssistant = (conversationId: string, text: string, mentions: string[]) => Promise<string>

/**
 * PuppetMock whose sent messages go into the sandbox's own transcript. The plain one drops the mentions and ids of what the assistant says,
 * keeps every message for ever, and silently ignores cards and links: here what the sandbox cannot carry is an error.
 */
export class SandboxPuppet extends PuppetMock {
  private readonly say: SayAsAssistant

  constructor(mocker: mock.Mocker, say: SayAsAssistant) {
    super({ mocker })
    this.say = say
  }

  /** Gives the new message's id, which every caller of a puppet expects and only PuppetMock's own type leaves out. */
  override async messageSendText(conversationId: string, text: string, mentionIdList: string[] = []): Promise<void> {
    if (!this.isLoggedIn) throw new Error('not logged in')
    return (await this.say(conversationId, text, mentionIdList)) as unknown as void
  }

  override async messageSendFile(): Promise<void> {
    throw new Error('the sandbox carries text only')
  }

  override async messageSendContact(): Promise<void> {
    throw new Error('the sandbox carries text only')
  }

  override async messageSendUrl(): Promise<void> {
    throw new Error('the sandbox carries text only')
  }

  override async messageSendLocation(): Promise<void> {
    throw new Error('the sandbox carries text only')
  }

  override async messageSendMiniProgram(): Promise<void> {
    throw new Error('the sandbox carries text only')
  }
}
