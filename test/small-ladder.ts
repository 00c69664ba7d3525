import type { Framework } from '../src/core/framework.ts'
import { frameworkFile } from '../src/core/framework-file.ts'

/** A ladder of these levels and skills, rated from 1 to 5, of which 4 meets a level. */
export const smallLadder = (said: { levels: object[]; skills: object[]; [field: string]: unknown }): Framework =>
  frameworkFile.parse({
    format: 'cairn.framework/1',
    id: 'small',
    version: 1,
    name: 'Small',
    scale: { points: [1, 2, 3, 4, 5].map((value) => ({ value, label: `${value}`, meaning: `${value}` })), meets: 4 },
    ...said,
  })
