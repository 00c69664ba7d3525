import type { Day } from '../../core/day.ts'
import type { Evidence } from '../../core/evidence.ts'
import type { Owned } from './owned.ts'

/** A piece of evidence as it stands in the file; what others say of it has a table of its own. */
export interface EvidenceRow extends Owned, Omit<Evidence, 'id' | 'confirmations'> {
  /** The day the list sorts by: when it happened, else when it was written down. */
  listedOn: Day
  skillsSource: 'user' | 'coach'
  /** Where an imported line came from. */
  importedFrom: { batch: string; line: number } | null
  removedAt: string | null
}

export interface ConfirmationRow extends Owned {
  evidenceId: string
  by: string
  role: string | null
  words: string
  on: Day
  how: 'pasted' | 'form' | 'link'
  scopeSeen: string | null
}

export interface AttachmentRow extends Owned {
  evidenceId: string
  name: string
  type: string
  /** Bytes. */
  size: number
  sha256: string
  createdAt: string
}

/** Content of attachments, by its hash; kept apart so that the activity log never carries bytes. */
export interface AttachmentBytesRow {
  sha256: string
  personId: string
  bytes: Uint8Array
}
