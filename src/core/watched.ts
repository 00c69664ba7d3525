// When a file of a watched folder is read: what it is called, how large it is, and whether whoever writes it is done.

const read = /\.(?:md|txt|csv|ics)$/i
// Beginnings that programs give to what is not for people, and ends of what is still on its way.
const notForPeople = /^[.~]|^node_modules$|~$/

/** True for a file whose name says that it may hold notes. */
export const isReadByName = (name: string): boolean => read.test(name) && !notForPeople.test(name)

/** True for a folder that is looked into. */
export const isLookedInto = (name: string): boolean => !notForPeople.test(name)

/** More than this is never read, in bytes: nobody takes so many notes in one file. */
export const largestFile = 25_000_000

/** How deep below a watched folder files are found, and how many in all. */
export const deepestFolder = 8
export const mostFiles = 5_000

export interface Seen {
  /** Size and times: another stamp is another state of the file. */
  stamp: string
  /** Since when it has had this stamp, in milliseconds. */
  since: number
}

/** So long must a file stay as it is before it is read, in milliseconds; longer where its last line may not be whole. */
export const rest = { whole: 1_000, open: 10_000 }

/**
 * True once nobody seems to write it any more: it has looked the same for long enough, or was changed long before it was first seen.
 * A file that does not end with a line end may be half written by somebody who is slow.
 */
export function isAtRest(seen: Seen, changedAt: number, now: number, endsWhole: boolean): boolean {
  const needed = endsWhole ? rest.whole : rest.open
  return now - seen.since >= needed || (now - changedAt >= needed + 1_000 && changedAt <= now)
}

/** True where the last line is finished, as programs write it. */
export const endsWhole = (text: string): boolean => text === '' || /(?:\n|END:VCALENDAR\s*)$/.test(text)

/** `4 MB`, for a person. */
export const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1_000_000))} MB`
