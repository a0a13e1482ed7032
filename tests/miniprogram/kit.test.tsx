/** @jest-environment jsdom */
import { useState } from 'react'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Button } from '../../miniprogram/src/components/Button.tsx'
import { Choice, toggled } from '../../miniprogram/src/components/Choice.tsx'
import { Select } from '../../miniprogram/src/components/Select.tsx'
import { Sheet } from '../../miniprogram/src/components/Sheet.tsx'
import { TextInput } from '../../miniprogram/src/components/TextInput.tsx'
import { words } from '../../miniprogram/src/words.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const OPTIONS = [
  { value: 'rice', word: '米' },
  { value: 'oil', word: '油', about: '一桶' },
] as const
type Good = (typeof OPTIONS)[number]['value']

const chosen = jest.fn()
beforeEach(() => chosen.mockReset())
afterEach(cleanup)

describe.each(['h5', 'weapp'])('on %s', (world) => {
  beforeEach(() => {
    process.env.TARO_ENV = world
  })

  describe('a choice', () => {
    const show = (on: readonly Good[], fault?: string) =>
      render(<Choice label="要什么" options={OPTIONS} chosen={on} fault={fault} onChoose={chosen} />)

    it('tells which option is tapped, and what each is about', () => {
      show([])
      fireEvent.click(screen.getByRole('button', { name: /油/ }))
      expect(chosen).toHaveBeenCalledWith('oil')
      expect(screen.getByText('一桶')).toBeTruthy()
    })

    it('says what is chosen to the eye and to the ear', () => {
      show(['rice'])
      const rice = screen.getByRole('button', { name: /米/ })
      expect(rice.className).toContain('is-on')
      const heard = rice.getAttribute('aria-pressed') ?? rice.getAttribute('aria-label')
      expect(heard).toBe(world === 'h5' ? 'true' : `米，${words.chosen}`)
    })

    it('is a group with a name, and says what is wrong', () => {
      show([], '选一样。')
      expect(screen.getByRole('group', { name: '要什么' })).toBeTruthy()
      expect(screen.getByText('选一样。')).toBeTruthy()
    })
  })

  describe('a list to choose one of', () => {
    const show = (value: Good | undefined, fault?: string) =>
      render(
        <Select name="good" label="东西" options={OPTIONS} value={value} placeholder="选一样" fault={fault} onChoose={chosen} />,
      ) // prettier-ignore

    it('shows its placeholder until something is chosen, then the word of it', () => {
      const shown = () => document.querySelector('.field-line span')?.textContent
      show(undefined)
      expect(shown()).toBe('选一样')
      cleanup()
      show('oil')
      expect(screen.queryByText('选一样')).toBeNull()
      expect(shown()).toBe('油')
    })

    it('says to the ear what is chosen, once', () => {
      show('oil')
      const list = screen.getByRole<HTMLSelectElement>('combobox')
      const heard =
        world === 'h5' ? list.selectedOptions[0]?.text : screen.getByRole('button').getAttribute('aria-label')
      expect(heard).toBe(world === 'h5' ? '油' : words.labelled('东西', '油'))
      expect(document.querySelector('.field-line span')?.getAttribute('aria-hidden')).toBe(
        world === 'h5' ? 'true' : null,
      )
    })

    it('gives the value that is chosen, not its place', () => {
      show('rice')
      const list = screen.getByRole('combobox')
      fireEvent.change(list, { target: { value: world === 'h5' ? 'oil' : '1' } })
      expect(chosen).toHaveBeenCalledWith('oil')
    })

    it('says what is wrong', () => {
      show('rice', '没有了。')
      expect(screen.getByText('没有了。')).toBeTruthy()
    })
  })

  describe('a line to write in', () => {
    const show = (more: object = {}) =>
      render(<TextInput name="name" label="称呼" value="王" hint="怎么叫您" onWrite={chosen} {...more} />)

    it('gives every change, and knows its own name', () => {
      show()
      fireEvent.change(screen.getByLabelText('称呼'), { target: { value: '王阿姨' } })
      expect(chosen).toHaveBeenCalledWith('王阿姨')
    })

    it('shows the hint, and instead of it what is wrong', () => {
      show()
      expect(screen.getByText('怎么叫您')).toBeTruthy()
      cleanup()
      show({ fault: '写两个字以上。' })
      expect(screen.queryByText('怎么叫您')).toBeNull()
      expect(screen.getByText('写两个字以上。')).toBeTruthy()
    })

    it('offers the keyboard that fits', () => {
      show({ kind: 'phone' })
      const field = screen.getByLabelText('称呼')
      expect(field.getAttribute('type')).toBe(world === 'h5' ? 'tel' : 'number')
    })
  })

  it('a busy button takes no second tap', () => {
    render(
      <Button busy onTap={chosen}>
        存
      </Button>,
    )
    fireEvent.click(screen.getByRole('button', { name: '存' }))
    expect(chosen).not.toHaveBeenCalled()
  })

  it('a sheet is closed by its own button', () => {
    render(
      <Sheet title="改时间" onClose={chosen}>
        里面
      </Sheet>,
    )
    expect(screen.getByRole('dialog', { name: '改时间' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: words.close }))
    expect(chosen).toHaveBeenCalledTimes(1)
  })
})

describe('a sheet in a browser', () => {
  function Opener() {
    const [isOpen, setOpen] = useState(false)
    return (
      <>
        <Button onTap={() => setOpen(true)}>打开</Button>
        {isOpen ? (
          <Sheet title="改时间" onClose={() => setOpen(false)}>
            里面
          </Sheet>
        ) : null}
      </>
    )
  }

  it('takes the focus, and Escape gives it back to what opened it', () => {
    process.env.TARO_ENV = 'h5'
    render(<Opener />)
    const opener = screen.getByRole('button', { name: '打开' })
    opener.focus()
    fireEvent.click(opener)
    expect(document.activeElement).toBe(screen.getByRole('dialog'))
    fireEvent.keyDown(document, { key: 'a' })
    expect(screen.queryByRole('dialog')).not.toBeNull()
    fireEvent.keyDown(document, { key: 'Escape' })
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(opener)
  })
})

test('choosing several puts in what is out and takes out what is in', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})
