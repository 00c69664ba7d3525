import { setFlagsFromString } from 'node:v8'

// V8 doubles the place where new objects are made each time it has filled up, and never gives any of it back: 16 MB after a start, of
// which a program that waits needs one. Both are read whenever that place has filled up.

/** From here on the place where new objects are made stays as small as it is. */
export const stayNarrow = (): void => setFlagsFromString('--semi-space-growth-factor=1')

/** From here on it grows with what there is to do. */
export const growAsNeeded = (): void => setFlagsFromString('--semi-space-growth-factor=2')
