/**
 * Shapes of the sandbox HTTP API and of what this page makes of them. Types only; nothing runs here.
 *
 * @typedef {{ id: string, name: string, role: string, about: string, canBeWrittenTo: boolean }} Person
 * @typedef {{ account: { id: string, name: string }, rooms: { id: string, topic: string, members: string[] }[], people: Person[] }} Cast
 *
 * @typedef {object} SandboxMessage
 * @property {string} id
 * @property {number} seq grows over all conversations; a dropped connection resumes after the last one seen
 * @property {string} at ISO time
 * @property {{ id: string, name: string }} from
 * @property {string} kind `text`, or one of the stand-ins
 * @property {string} text
 * @property {string[]} mentions
 * @property {true} [recalled]
 *
 * @typedef {{ id: string, kind: 'room' | 'private', title: string, messages: SandboxMessage[] }} Transcript
 * @typedef {{ type: 'message' | 'recall', seq: number, conversationId: string, message: SandboxMessage }} LiveEvent `seq` counts happenings: a recall has its own
 * @typedef {{ as: string, conversationId: string, text: string, kind: string, mention: boolean, clientId: string }} NewMessage
 *
 * @typedef {NewMessage & { at: string, state: 'sending' | 'failed', fault?: string }} Outgoing
 * @typedef {Transcript & { outgoing: Outgoing[] }} Conversation
 *
 * @typedef {'connecting' | 'online' | 'offline'} LinkState
 * @typedef {{ type: 'message' | 'changed', conversation: Conversation, message: SandboxMessage, live: boolean }
 *   | { type: 'outgoing' | 'rebuilt', conversation: Conversation }
 *   | { type: 'state', state: LinkState } | { type: 'conversations' }} FeedChange
 */
export {}
