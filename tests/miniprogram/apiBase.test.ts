import { checkedApiBase } from '../../miniprogram/config/apiBase.ts'

describe('the address that is built into the mini program', () => {
  it.each(['https://help.example.org', 'https://help.example.org:8443', ''])('may be %j', (base) => {
    expect(checkedApiBase('weapp', base)).toBe(base)
  })

  it.each([
    'http://help.example.org',
    'https://localhost',
    'https://127.0.0.1',
    'https://[::1]',
    'https://help.example.org/',
    'https://help.example.org/api',
    'https://me:secret@help.example.org',
    'help.example.org',
    'wss://help.example.org',
  ])('is never %s, which a real phone would refuse', (base) => {
    expect(() => checkedApiBase('weapp', base)).toThrow('TARO_APP_API_BASE is the address of your server')
  })

  it('is free in a browser, which calls where the page came from', () => {
    expect(checkedApiBase('h5', 'http://127.0.0.1:3000')).toBe('http://127.0.0.1:3000')
    expect(checkedApiBase('h5', undefined)).toBe('')
  })
})
