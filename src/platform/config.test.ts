import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

describe('what the environment says', () => {
  test('nothing said: this computer only, the usual port, the folder for applications', () => {
    expect(readConfig({ XDG_DATA_HOME: '/data' }, 'linux')).toEqual({
      host: '127.0.0.1',
      port: 4180,
      home: '/data/cairn',
      database: '/data/cairn/cairn.db',
    })
    expect(readConfig({}, 'darwin').home).toMatch(/Library\/Application Support\/Cairn$/)
    expect(readConfig({ LOCALAPPDATA: 'C' }, 'win32').home).toBe(join('C', 'Cairn'))
  })

  test('CAIRN_HOME, PORT and HOST are taken', () => {
    expect(readConfig({ CAIRN_HOME: '/a', PORT: '80', HOST: '::1' })).toMatchObject({
      home: '/a',
      port: 80,
      host: '::1',
    })
  })

  for (const [name, value] of [
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '41 80'],
    ['PORT', '-1'],
    ['PORT', 'abc'],
    ['PORT', '1e3'],
    ['HOST', '0.0.0.0'],
    ['HOST', '192.168.1.5'],
    ['HOST', 'example.org'],
    ['CAIRN_HOME', ' '],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_URL', 'cairn.db'],
  ] as const)
    test(`${name}=${value} is refused with a sentence that names it`, () => {
      expect(() => readConfig({ [name]: value })).toThrow(name)
    })
})
